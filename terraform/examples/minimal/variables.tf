variable "region" {
  type        = string
  description = "AWS region; null takes it from the environment."
  default     = null
}

variable "stage" {
  type        = string
  description = "Name of the stage."
  default     = "test"
}

variable "package_path" {
  type        = string
  description = "The zip that `./build.sh package` makes."
  default     = "../../../artifacts/clothes-classification.zip"
}
