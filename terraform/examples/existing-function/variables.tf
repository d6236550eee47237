variable "region" {
  type        = string
  description = "AWS region; null takes it from the environment."
  default     = null
}

variable "function_name" {
  type        = string
  description = "Name of the Lambda function that is there already; it has to take events of a proxy integration."
}

variable "stage" {
  type        = string
  description = "Name of the stage."
  default     = "test"
}

variable "logging" {
  type        = bool
  description = "Access and execution logs; the account needs the role of modules/logging-role for them."
  default     = false
}
