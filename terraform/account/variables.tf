variable "region" {
  type        = string
  description = "AWS region; null takes it from the environment or the AWS configuration."
  default     = null
}

variable "role_name" {
  type        = string
  description = "Name of the role; null names it by region, as roles belong to the whole account."
  default     = null

  validation {
    condition     = var.role_name == null || can(regex("^[A-Za-z0-9+=,.@_-]{1,64}$", var.role_name))
    error_message = "role_name is \"${coalesce(var.role_name, "null")}\": use 1 to 64 letters, digits and +=,.@_-."
  }
}

variable "tags" {
  type        = map(string)
  description = "Tags of the role, beside ManagedBy."
  default     = {}
}
