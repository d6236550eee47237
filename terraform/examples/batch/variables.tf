variable "region" {
  type        = string
  description = "AWS region, that of the buckets; null takes it from the environment."
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

variable "input_bucket" {
  type        = string
  description = "Bucket with the photos, which is there already."
}

variable "input_prefixes" {
  type        = list(string)
  description = "Beginnings of the keys that may be read."
  default     = ["photos/"]
}

variable "output_bucket" {
  type        = string
  description = "Bucket for the answers, which is there already."
}

variable "lists" {
  type = object({
    bucket = string
    prefix = optional(string, "")
  })
  description = "Where S3 writes inventories to; null without inventories."
  default     = null
}

variable "max_concurrency" {
  type        = number
  description = "Batches at work at once: less than the account's concurrency, which is 10 in a new account."
  default     = 5
}

variable "reserved_concurrency" {
  type        = number
  description = "Executions reserved for the function, which new accounts cannot give: `max_concurrency` or more, or -1 for none."
  default     = -1
}
