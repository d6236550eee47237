variable "region" {
  type        = string
  description = "AWS region; null takes it from the environment."
  default     = null
}

variable "function_name" {
  type        = string
  description = "Name of the Lambda function that is there already."
}

variable "proxy" {
  type        = bool
  description = "True for a function that reads the body of a proxy event; false, as in the tutorial, for one whose event is the JSON body."
  default     = false
}

variable "stage" {
  type        = string
  description = "Name of the stage."
  default     = "test"
}

variable "logging" {
  type        = bool
  description = "Access and execution logs; the account and region need the role of terraform/account for them."
  default     = false
}
