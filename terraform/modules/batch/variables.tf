# ---- required ----

variable "name" {
  type        = string
  description = "Name of the state machine, and beginning of its role's."

  validation {
    condition     = can(regex("^[A-Za-z0-9_-]{1,80}$", var.name))
    error_message = "name is \"${var.name}\": use 1 to 80 letters, digits, hyphens and underscores, for example \"clothes-classification-test-batch\"."
  }
}

variable "function" {
  type = object({
    name      = string
    alias     = string
    role_name = string
    timeout   = number
  })
  description = "The function that classifies a batch: its name and alias, the name of its role, which gets the permissions for the buckets, and its timeout in seconds."
}

variable "input_bucket" {
  type        = string
  description = "Bucket with the photos."

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$", var.input_bucket))
    error_message = "input_bucket is \"${var.input_bucket}\": use the bucket's name alone, for example \"my-photos\", without s3:// and without a prefix."
  }
}

variable "input_prefixes" {
  type        = list(string)
  description = "Beginnings of the keys that may be read and listed, such as `photos/`; [\"\"] is the whole bucket."

  validation {
    condition     = length(var.input_prefixes) > 0 && alltrue([for prefix in var.input_prefixes : !can(regex("[*?$]", prefix)) && !startswith(prefix, "/")])
    error_message = "input_prefixes: name at least one, such as \"photos/\", or \"\" for the whole bucket; without a slash in front, and without *, ? and $, which a policy would take for wildcards."
  }
}

variable "output_bucket" {
  type        = string
  description = "Bucket for the answers; it may be the one with the photos."

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$", var.output_bucket))
    error_message = "output_bucket is \"${var.output_bucket}\": use the bucket's name alone, for example \"my-answers\", without s3:// and without a prefix."
  }

  validation {
    condition     = var.output_bucket != var.input_bucket || alltrue([for prefix in var.input_prefixes : !startswith(var.output_prefix, prefix)])
    error_message = "output_prefix \"${var.output_prefix}\" of ${var.output_bucket} is below one of input_prefixes: answers would be listed as photos. Write elsewhere."
  }
}

# ---- where, beside ----

variable "output_prefix" {
  type        = string
  description = "Beginning of all keys that are written; lists of photos may lie there as well."
  default     = "batch/"

  validation {
    condition     = can(regex("^[A-Za-z0-9_.=-][A-Za-z0-9_.=/-]*/$", var.output_prefix))
    error_message = "output_prefix is \"${var.output_prefix}\": use letters, digits and _.=/-, and end with a slash, for example \"batch/\"."
  }
}

variable "lists" {
  type = object({
    bucket = string
    prefix = optional(string, "")
  })
  description = "Where else lists of photos and inventories of S3 may be read from: the inventory's own bucket and prefix. null for nowhere."
  default     = null
}

variable "input_kms_key_arn" {
  type        = string
  description = "KMS key that the photos are encrypted with; null where S3 encrypts with its own."
  default     = null

  validation {
    condition     = var.input_kms_key_arn == null || can(regex("^arn:[a-z-]+:kms:[a-z0-9-]+:[0-9]{12}:key/", var.input_kms_key_arn))
    error_message = "input_kms_key_arn has to be a key's ARN, for example \"arn:aws:kms:eu-central-1:123456789012:key/...\"."
  }
}

variable "output_kms_key_arn" {
  type        = string
  description = "KMS key that the output bucket encrypts with; null where S3 encrypts with its own."
  default     = null

  validation {
    condition     = var.output_kms_key_arn == null || can(regex("^arn:[a-z-]+:kms:[a-z0-9-]+:[0-9]{12}:key/", var.output_kms_key_arn))
    error_message = "output_kms_key_arn has to be a key's ARN, for example \"arn:aws:kms:eu-central-1:123456789012:key/...\"."
  }
}

# ---- how ----

variable "batch_size" {
  type        = number
  description = "Photos in one call of the function."
  default     = 100

  validation {
    condition     = var.batch_size >= 1 && var.batch_size <= 1000 && floor(var.batch_size) == var.batch_size
    error_message = "batch_size is ${var.batch_size}: use a whole number from 1 to 1000."
  }
}

variable "max_concurrency" {
  type        = number
  description = "Batches at work at once, over all of a job. A new account can run 10 functions at once, of all callers."
  default     = 5

  validation {
    condition     = var.max_concurrency >= 1 && var.max_concurrency <= 10000 && floor(var.max_concurrency) == var.max_concurrency
    error_message = "max_concurrency is ${var.max_concurrency}: use a whole number from 1 to 10000. 0, which is as many as Step Functions can start, is not offered: a job would take all of the account's concurrency."
  }
}

variable "tolerated_failure_percentage" {
  type        = number
  description = "Share of the photos in batches that failed after all retries, in percent, above which the rest of the job is not tried. Photos that cannot be classified are answers, and no failures."
  default     = 5

  validation {
    condition     = var.tolerated_failure_percentage >= 0 && var.tolerated_failure_percentage <= 100
    error_message = "tolerated_failure_percentage is ${var.tolerated_failure_percentage}: use 0 (the first failed batch ends the job) to 100 (none does)."
  }
}

variable "arrivals" {
  type        = bool
  description = "Whether photos are answered as they arrive, too. The bucket has to send its events to EventBridge, and the function's CLOTHES_BATCH_OUTPUT to be a place below the output prefix."
  default     = false
}

# ---- surroundings ----

variable "role" {
  type = object({
    path                     = optional(string, "/")
    permissions_boundary_arn = optional(string)
  })
  description = "Path and permissions boundary of the state machine's role."
  default     = {}
}

variable "tags" {
  type        = map(string)
  description = "Tags of every resource, beside the provider's default tags."
  default     = {}
}
