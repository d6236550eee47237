variable "role_name" {
  type        = string
  description = "Name of the role; IAM names are per account, so name it by region where several regions are set up."
  default     = "api-gateway-logging"

  validation {
    condition     = can(regex("^[A-Za-z0-9+=,.@_-]{1,64}$", var.role_name))
    error_message = "role_name is \"${var.role_name}\": use 1 to 64 letters, digits and +=,.@_-."
  }
}

variable "tags" {
  type        = map(string)
  description = "Tags of the role, beside the provider's default tags."
  default     = {}
}
