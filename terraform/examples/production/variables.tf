# ---- required ----

variable "domain_name" {
  type        = string
  description = "Host name of the API, such as photos.example.com."
}

variable "certificate_arn" {
  type        = string
  description = "Certificate for it in ACM, in the same region."
}

# ---- optional ----

variable "region" {
  type        = string
  description = "AWS region; null takes it from the environment."
  default     = null
}

variable "stage" {
  type        = string
  description = "Name of the stage."
  default     = "prod"
}

variable "package_path" {
  type        = string
  description = "The zip that `./build.sh package` makes."
  default     = "../../../artifacts/clothes-classification.zip"
}

variable "hosted_zone_id" {
  type        = string
  description = "Route 53 zone to put the domain's record into; null where DNS is elsewhere."
  default     = null
}

variable "callers" {
  type        = set(string)
  description = "Names of the callers; each gets a key."
  default     = ["shop"]
}

variable "cors_origins" {
  type        = set(string)
  description = "Pages that may call from a browser."
  default     = ["https://shop.example.com"]
}

variable "photo_hosts" {
  type        = list(string)
  description = "Hosts that photos may be fetched from; a leading dot allows subdomains."
  default     = [".example.com"]
}

variable "reserved_concurrency" {
  type        = number
  description = "Executions reserved for the function, and their upper limit. -1 reserves none: a new account has 10 in all and has to have its quota \"Concurrent executions\" raised first."
  default     = -1

  validation {
    condition     = var.reserved_concurrency <= 0 || var.reserved_concurrency <= var.account_concurrency - 10
    error_message = "reserved_concurrency is ${var.reserved_concurrency}, and the account has ${var.account_concurrency} of which 10 or more have to stay unreserved. Have the quota \"Concurrent executions\" raised, and set account_concurrency to it."
  }
}

variable "account_concurrency" {
  type        = number
  description = "Executions that the account can run at once in this region: `aws lambda get-account-settings` tells."
  default     = 10
}

variable "code_signing_config_arn" {
  type        = string
  description = "Code signing configuration; null for none."
  default     = null
}

variable "vpc" {
  type = object({
    subnet_ids         = list(string)
    security_group_ids = list(string)
  })
  description = "Subnets and security groups to run in; null runs outside of a VPC."
  default     = null
}
