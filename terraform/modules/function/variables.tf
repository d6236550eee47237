# ---- required ----

variable "name" {
  type        = string
  description = "Name of the function, its role and its log group."

  validation {
    condition     = can(regex("^[A-Za-z0-9_-]{1,64}$", var.name))
    error_message = "name is \"${var.name}\": use 1 to 64 letters, digits, hyphens and underscores, for example \"clothes-classification-test\"."
  }
}

variable "package_path" {
  type        = string
  description = "The zip with the function's code."
}

# ---- code ----

variable "description" {
  type        = string
  description = "What the function is for; shown in the console."
  default     = "Classifies photos"
}

variable "package_bucket" {
  type        = string
  description = "An S3 bucket of yours to upload the package to; null uploads directly, or through a bucket made for it where the package is larger than Lambda's direct limit (50 MiB)."
  default     = null
}

variable "package_through_s3" {
  type        = bool
  description = "Whether to upload through S3; null decides by the package's size."
  default     = null

  validation {
    condition     = var.package_through_s3 != false || var.package_bucket == null
    error_message = "package_through_s3 = false contradicts package_bucket: leave one of them out."
  }
}

variable "runtime" {
  type        = string
  description = "Lambda runtime: `provided.al2023` runs the self-contained package; `dotnet10` needs a framework-dependent one and version 6.27 or newer of the provider."
  default     = "provided.al2023"

  validation {
    condition     = contains(["provided.al2023", "dotnet8", "dotnet10"], var.runtime)
    error_message = "runtime is \"${var.runtime}\": use \"provided.al2023\" (self-contained package), \"dotnet10\" or \"dotnet8\". Others cannot run the package or are deprecated."
  }

  validation {
    condition     = var.runtime != "dotnet10" || local.provider_knows_dotnet10
    error_message = "runtime \"dotnet10\" needs version 6.27 or newer of the provider hashicorp/aws, and .terraform.lock.hcl has ${coalesce(local.provider_version, "none")}. Run `terraform init -upgrade`, or keep the default, \"provided.al2023\"."
  }
}

variable "handler" {
  type        = string
  description = "Handler; null takes `bootstrap` for provided runtimes and the host's assembly for managed ones."
  default     = null
}

variable "architecture" {
  type        = string
  description = "Instruction set of the package: `x86_64` or `arm64`."
  default     = "x86_64"

  validation {
    condition     = contains(["x86_64", "arm64"], var.architecture)
    error_message = "architecture is \"${var.architecture}\": use \"x86_64\" or \"arm64\", the one that the package was made for."
  }
}

variable "environment" {
  type        = map(string)
  description = "Environment variables of the function, such as CLOTHES_PRECISION. Not for secrets: everyone who may read the function's configuration sees them."
  default     = {}

  validation {
    condition     = alltrue([for key in keys(var.environment) : can(regex("^[A-Za-z][A-Za-z0-9_]+$", key)) && (!startswith(key, "AWS_") || startswith(key, "AWS_XRAY_"))])
    error_message = "environment: a name has letters, digits and underscores, and does not begin with AWS_, which Lambda keeps for itself. The log level is the variable log_level."
  }
}

# ---- size and releases ----

variable "memory_size" {
  type        = number
  description = "Memory in MB; 1,769 is one whole vCPU. Half of it is the limit of the managed heap."
  default     = 1769

  validation {
    condition     = var.memory_size >= 512 && var.memory_size <= 10240 && floor(var.memory_size) == var.memory_size
    error_message = "memory_size is ${var.memory_size}: use a whole number of MB from 512 (below it runtime, model and a large photo do not fit) to 10240."
  }
}

variable "timeout" {
  type        = number
  description = "Timeout in seconds. Less than the API's integration timeout, so that the function and not the gateway answers."
  default     = 25

  validation {
    condition     = var.timeout >= 3 && var.timeout <= 900
    error_message = "timeout is ${var.timeout}: use 3 to 900 seconds; behind an API less than its integration timeout, usually 29."
  }
}

variable "reserved_concurrency" {
  type        = number
  description = "Executions reserved for the function, which is also their upper limit; -1 reserves none. New accounts may have a limit of 10 in all and then cannot reserve any."
  default     = -1

  validation {
    condition     = var.reserved_concurrency >= -1 && floor(var.reserved_concurrency) == var.reserved_concurrency
    error_message = "reserved_concurrency is ${var.reserved_concurrency}: use -1 (none), 0 (stops the function) or a whole number above."
  }
}

variable "provisioned_concurrency" {
  type        = number
  description = "Execution environments kept ready on the alias; 0 keeps none. They are billed while they wait."
  default     = 0

  validation {
    condition     = var.provisioned_concurrency >= 0 && floor(var.provisioned_concurrency) == var.provisioned_concurrency
    error_message = "provisioned_concurrency is ${var.provisioned_concurrency}: use 0 (none) or a whole number above."
  }

  validation {
    condition     = var.provisioned_concurrency == 0 || var.reserved_concurrency == -1 || var.provisioned_concurrency <= var.reserved_concurrency
    error_message = "provisioned_concurrency (${var.provisioned_concurrency}) is more than reserved_concurrency (${var.reserved_concurrency}): Lambda refuses that."
  }
}

variable "snap_start" {
  type        = bool
  description = "SnapStart: start from a snapshot of an initialised environment."
  default     = false

  validation {
    condition     = !var.snap_start || startswith(var.runtime, "dotnet")
    error_message = "snap_start works with managed runtimes only, and runtime is \"${var.runtime}\". Use runtime = \"dotnet10\" with a framework-dependent package, or provisioned_concurrency."
  }

  validation {
    condition     = !var.snap_start || var.provisioned_concurrency == 0
    error_message = "snap_start and provisioned_concurrency cannot be combined: both avoid the cold start. Choose one."
  }
}

variable "canary" {
  type = object({
    stable_version = string
    weight         = optional(number, 0)
  })
  description = "Gives the newest version this share of the calls and `stable_version` the rest; weight 0 rolls back to `stable_version`, weight 1 ends a canary or roll-back. null, where neither is on, gives the newest version all."
  default     = null

  validation {
    condition     = try(var.canary.weight >= 0 && var.canary.weight <= 1, true)
    error_message = "canary.weight is the share of the newest version, from 0 (all calls go to stable_version) to 1 (none do), for example 0.1."
  }

  validation {
    condition     = var.canary == null || can(regex("^[1-9][0-9]*$", var.canary.stable_version))
    error_message = "canary.stable_version is a published version's number, for example \"7\"; the output `version` had it before the release."
  }

  validation {
    condition     = var.canary == null || var.provisioned_concurrency == 0
    error_message = "canary cannot be combined with provisioned_concurrency: Lambda moves weights of its own while environments start, and the two would fight. Set provisioned_concurrency = 0 for the time of the canary."
  }
}

# ---- surroundings ----

variable "vpc" {
  type = object({
    subnet_ids         = list(string)
    security_group_ids = list(string)
  })
  description = "Subnets and security groups to run in; null runs outside of a VPC. In a VPC photos by URL need a NAT gateway."
  default     = null

  validation {
    condition     = try(length(var.vpc.subnet_ids) > 0 && length(var.vpc.security_group_ids) > 0, var.vpc == null)
    error_message = "vpc needs at least one subnet and one security group."
  }
}

variable "dead_letter_arn" {
  type        = string
  description = "SQS queue or SNS topic for asynchronous events that failed; null for none. Calls through the API are synchronous and never get there."
  default     = null

  validation {
    condition     = var.dead_letter_arn == null || can(regex("^arn:[a-z-]+:(sqs|sns):", var.dead_letter_arn))
    error_message = "dead_letter_arn has to be the ARN of an SQS queue or an SNS topic, for example \"arn:aws:sqs:eu-central-1:123456789012:failed\"."
  }
}

variable "code_signing_config_arn" {
  type        = string
  description = "Code signing configuration that the package has to satisfy; null for none."
  default     = null
}

variable "kms_key_arn" {
  type        = string
  description = "KMS key for the environment, the log group and the package's bucket; null uses the services' own keys. Its policy has to allow CloudWatch Logs."
  default     = null

  validation {
    condition     = var.kms_key_arn == null || can(regex("^arn:[a-z-]+:kms:[a-z0-9-]+:[0-9]{12}:key/", var.kms_key_arn))
    error_message = "kms_key_arn has to be a key's ARN, for example \"arn:aws:kms:eu-central-1:123456789012:key/...\"; an alias, also its ARN, or an id is not enough. `aws kms describe-key --key-id alias/... --query KeyMetadata.Arn` prints it."
  }
}

variable "role" {
  type = object({
    name                     = optional(string)
    path                     = optional(string, "/")
    permissions_boundary_arn = optional(string)
  })
  description = "The execution role: its name (null: the function's and the region), its path (a new one needs a new name), and its permissions boundary."
  default     = {}

  validation {
    condition     = var.role.name == null || can(regex("^[A-Za-z0-9+=,.@_-]{1,64}$", var.role.name))
    error_message = "role.name: use 1 to 64 letters, digits and +=,.@_-, for example \"clothes-classification-test\". A path goes into role.path."
  }

  validation {
    condition     = can(regex("^/([!-.0-~]+/)*$", var.role.path)) && length(var.role.path) <= 512
    error_message = "role.path is \"${var.role.path}\": begin and end with a slash, for example \"/services/\"."
  }

  validation {
    condition     = var.role.permissions_boundary_arn == null || can(regex("^arn:[a-z-]+:iam::([0-9]{12}|aws):policy/", var.role.permissions_boundary_arn))
    error_message = "role.permissions_boundary_arn has to be the ARN of a managed policy, for example \"arn:aws:iam::123456789012:policy/boundary\"."
  }
}

variable "tracing" {
  type        = bool
  description = "X-Ray tracing."
  default     = true
}

variable "log_level" {
  type        = string
  description = "Least level of the function's own log lines. Metrics are written to the log without a level, which counts as INFO: above it there are none."
  default     = "INFO"

  validation {
    condition     = contains(["TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"], var.log_level)
    error_message = "log_level is \"${var.log_level}\": use TRACE, DEBUG, INFO, WARN, ERROR or FATAL."
  }
}

variable "log_retention_days" {
  type        = number
  description = "Days that logs are kept."
  default     = 30

  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], var.log_retention_days)
    error_message = "log_retention_days is ${var.log_retention_days}: CloudWatch Logs knows 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288 and 3653. 0 (for ever) is not offered."
  }
}

variable "tags" {
  type        = map(string)
  description = "Tags of every resource, beside the provider's default tags."
  default     = {}
}
