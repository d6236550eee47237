# Every variable has a default: a first apply needs none. What they may be is checked where they are used, in modules/; here
# only what one module does not know of another. Choices belong into a file for each environment: see environments/.

# ---- names and place ----

variable "name" {
  type        = string
  description = "Name of the REST API, and beginning of the names around it."
  default     = "clothes-classification"
}

variable "stage" {
  type        = string
  description = "Name of the stage: the first part of each path, and the end of the function's name. In a workspace other than `default` it has to be a part of the workspace's name."
  default     = "test"

  validation {
    condition     = terraform.workspace == "default" || strcontains("-${replace(terraform.workspace, "_", "-")}-", "-${replace(var.stage, "_", "-")}-")
    error_message = "stage is \"${var.stage}\" in the workspace \"${terraform.workspace}\": give the environment's file, for example -var-file=environments/${terraform.workspace}.tfvars, or use a workspace that is named by its stage, such as \"${var.stage}\" or \"${var.stage}-us-east-1\"."
  }
}

variable "region" {
  type        = string
  description = "AWS region; null takes it from the environment or the AWS configuration."
  default     = null
}

variable "tags" {
  type        = map(string)
  description = "Tags of every resource but the package's object, beside Project, Stage and ManagedBy."
  default     = {}

  validation {
    condition     = length(merge(var.tags, { Project = "", Stage = "", ManagedBy = "" })) <= 50
    error_message = "tags: AWS takes 50 tags on a resource, and Project, Stage and ManagedBy are three of them."
  }
}

# ---- the function's code ----

variable "package_path" {
  type        = string
  description = "The zip with the function's code; null takes what `./build.sh package` makes, for arm64 what `./build.sh package --arch=arm64` makes."
  default     = null
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
}

variable "runtime" {
  type        = string
  description = "Lambda runtime: `provided.al2023` runs the self-contained package; `dotnet10` needs a framework-dependent one and version 6.27 or newer of the provider."
  default     = "provided.al2023"
}

variable "architecture" {
  type        = string
  description = "Instruction set of the package: `x86_64` or `arm64`."
  default     = "x86_64"
}

variable "environment" {
  type        = map(string)
  description = "Environment variables of the function, such as CLOTHES_PRECISION. Not for secrets: everyone who may read the function's configuration sees them."
  default     = {}

  validation {
    condition     = length(setintersection(keys(var.environment), keys(local.shared_settings))) == 0
    error_message = "environment: the API or the dashboard has to agree with this, so set the variable in its place: ${join(", ", [for name, variable in local.shared_settings : "${variable} for ${name}" if contains(keys(var.environment), name)])}."
  }
}

variable "fetch" {
  type = object({
    enabled       = optional(bool, true)
    allowed_hosts = optional(list(string), [])
  })
  description = "Whether photos may be named by URL, and the hosts they may come from (a leading dot allows subdomains); an empty list allows every public host."
  default     = {}
}

variable "max_photos" {
  type        = number
  description = "Photos in one JSON request, up to 256."
  default     = 16

  validation {
    condition     = var.max_photos <= 256
    error_message = "max_photos is ${var.max_photos}, and the function takes 256 at most."
  }
}

# ---- the function's size and releases ----

variable "memory_size" {
  type        = number
  description = "Memory in MB; 1,769 is one whole vCPU. Half of it is the limit of the managed heap."
  default     = 1769
}

variable "timeout" {
  type        = number
  description = "Timeout in seconds. Less than the API's integration timeout, so that the function and not the gateway answers."
  default     = 25

  validation {
    condition     = var.timeout * 1000 < var.integration_timeout_ms
    error_message = "timeout is ${var.timeout} s, and the gateway gives up after integration_timeout_ms = ${var.integration_timeout_ms}: the caller would get a 504 while the function goes on and is billed. Use less than ${var.integration_timeout_ms / 1000} s, or raise integration_timeout_ms."
  }
}

variable "integration_timeout_ms" {
  type        = number
  description = "Milliseconds that the gateway waits for the function. More than 29000 only for REGIONAL and PRIVATE endpoints, and after AWS has raised the account's quota."
  default     = 29000
}

variable "reserved_concurrency" {
  type        = number
  description = "Executions reserved for the function, which is also their upper limit; -1 reserves none. Lambda keeps 10 or more of the account's for functions that reserve none; new accounts have 10 in all and cannot reserve any: raise the quota first, and say so by `account_concurrency`."
  default     = -1

  validation {
    condition     = var.reserved_concurrency <= 0 || var.reserved_concurrency <= var.account_concurrency - 10
    error_message = "reserved_concurrency is ${var.reserved_concurrency}, and the account has ${var.account_concurrency} of which 10 or more have to stay unreserved. Have the quota \"Concurrent executions\" raised, and set account_concurrency to what `aws lambda get-account-settings --query AccountLimit.ConcurrentExecutions` prints."
  }
}

variable "account_concurrency" {
  type        = number
  description = "Executions that the account can run at once in this region, of all functions together: `aws lambda get-account-settings` tells. New accounts have 10. The alarm on concurrency follows it where nothing is reserved."
  default     = 10
}

variable "provisioned_concurrency" {
  type        = number
  description = "Execution environments kept ready on the alias; 0 keeps none. They are billed while they wait."
  default     = 0
}

variable "snap_start" {
  type        = bool
  description = "SnapStart: start from a snapshot of an initialised environment."
  default     = false
}

variable "canary" {
  type = object({
    stable_version = string
    weight         = optional(number, 0)
  })
  description = "Gives the newest version this share of the calls and `stable_version` the rest; weight 0 rolls back to `stable_version`, weight 1 ends a canary or roll-back. null, where neither is on, gives the newest version all."
  default     = null
}

# ---- the function's surroundings ----

variable "role" {
  type = object({
    name                     = optional(string)
    path                     = optional(string, "/")
    permissions_boundary_arn = optional(string)
  })
  description = "The function's execution role: its name (null: the function's and the region), its path (a new one needs a new name), and its permissions boundary."
  default     = {}
}

variable "vpc" {
  type = object({
    subnet_ids         = list(string)
    security_group_ids = list(string)
  })
  description = "Subnets and security groups to run in; null runs outside of a VPC. In a VPC photos by URL need a NAT gateway."
  default     = null
}

variable "dead_letter_arn" {
  type        = string
  description = "SQS queue or SNS topic for asynchronous events that failed; null for none. Calls through the API are synchronous and never get there."
  default     = null
}

variable "code_signing_config_arn" {
  type        = string
  description = "Code signing configuration that the package has to satisfy; null for none."
  default     = null
}

variable "kms_key_arn" {
  type        = string
  description = "KMS key for the function's environment, all log groups and the package's bucket; null uses the services' own keys. Its policy has to allow CloudWatch Logs."
  default     = null
}

variable "log_level" {
  type        = string
  description = "Least level of the function's own log lines. Metrics are written to the log without a level, which counts as INFO: above it there are none."
  default     = "INFO"
}

# ---- who may call ----

variable "authorization" {
  type        = string
  description = "What a caller needs: `API_KEY` (a key of the usage plan), `AWS_IAM` (a signature), `COGNITO_USER_POOLS` (a token) or `NONE`, which also needs `allow_public_access`."
  default     = "API_KEY"
}

variable "allow_public_access" {
  type        = bool
  description = "Says that public access is meant; asked for by `authorization = \"NONE\"`."
  default     = false
}

variable "open_health" {
  type        = bool
  description = "Exempts GET /health from `authorization`, for monitors without credentials."
  default     = false
}

variable "cognito" {
  type = object({
    user_pool_arns = optional(list(string), [])
    scopes         = optional(list(string), [])
  })
  description = "User pools whose tokens are accepted, and scopes that an access token needs; without scopes identity tokens are expected."
  default     = {}
}

variable "api_keys" {
  type        = set(string)
  description = "Names of the API keys to make, one for each caller. Terraform's state holds their values; with an empty list make keys and add them to the usage plan with the AWS CLI, and it holds none."
  default     = ["default"]
}

variable "usage_plan" {
  type = object({
    rate_limit   = optional(number, 5)
    burst_limit  = optional(number, 10)
    quota_limit  = optional(number, 10000)
    quota_period = optional(string, "MONTH")
  })
  description = "Limits of each key: requests a second, burst, and quota in a DAY, WEEK or MONTH. AWS applies them by best effort; they are no upper bound of cost."
  default     = {}
}

variable "throttle" {
  type = object({
    rate_limit  = optional(number, 20)
    burst_limit = optional(number, 40)
  })
  description = "Limits of each route for all callers together: requests a second and burst."
  default     = {}
}

variable "access_policy" {
  type = object({
    allowed_cidrs = optional(list(string), [])
    principals    = optional(list(string), [])
  })
  description = "Addresses that may connect, on top of `authorization` (an empty list restricts nothing; for PRIVATE they are addresses in the VPC), and for `AWS_IAM` who else may sign: accounts by their number, which decide by their own IAM policies, roles or users by ARN. Identities of the API's own account need no entry, but a permission of their own."
  default     = {}
}

# ---- the API's surroundings ----

variable "endpoint" {
  type = object({
    type             = optional(string, "REGIONAL")
    vpc_endpoint_ids = optional(list(string), [])
  })
  description = "Kind of endpoint: `REGIONAL`, `EDGE` or `PRIVATE`, the last with the VPC endpoints that alone may reach it."
  default     = {}
}

variable "domain" {
  type = object({
    name            = string
    certificate_arn = string
    hosted_zone_id  = optional(string)
    base_path       = optional(string)
  })
  description = "Custom domain: its name, its certificate in ACM (of the API's region; of us-east-1 for EDGE), the public Route 53 zone to put the record into, and a first part of the path. TLS 1.2 or newer. For PRIVATE point the name to the VPC endpoint, in a zone of your VPC."
  default     = null
}

variable "disable_execute_api_endpoint" {
  type        = bool
  description = "Turns the API's own URL off, so that it is reached by the custom domain only."
  default     = false
}

variable "waf" {
  type = object({
    rate_limit  = optional(number, 1000)
    web_acl_arn = optional(string)
  })
  description = "Web ACL in front of the stage: one of yours by its ARN, or one made with AWS's managed rules and a limit of requests from one address in five minutes; null for none. It costs about 9 USD a month."
  default     = null
}

variable "cors_origins" {
  type        = set(string)
  description = "Origins whose pages may call the API from a browser, or [\"*\"]; empty turns CORS off."
  default     = []
}

variable "redeploy" {
  type        = string
  description = "Any text; another one makes a new deployment of an unchanged API."
  default     = ""
}

# ---- photos in a bucket ----

variable "batch" {
  type = object({
    input_bucket                 = string
    input_prefixes               = list(string)
    output_bucket                = string
    output_prefix                = optional(string, "batch/")
    lists                        = optional(object({ bucket = string, prefix = optional(string, "") }))
    input_kms_key_arn            = optional(string)
    output_kms_key_arn           = optional(string)
    batch_size                   = optional(number, 100)
    max_concurrency              = optional(number, 5)
    tolerated_failure_percentage = optional(number, 5)
    memory_size                  = optional(number, 1769)
    timeout                      = optional(number, 60)
    reserved_concurrency         = optional(number, -1)
    arrivals                     = optional(bool, false)
  })
  description = "Classifies photos in a bucket, by a state machine and a function of its own: the buckets, the beginnings of keys that may be read and where to write (required; the rest is as in `modules/batch` and `modules/function`). null makes none."
  default     = null

  validation {
    condition     = try(var.batch.reserved_concurrency, -1) == -1 || try(var.batch.reserved_concurrency >= var.batch.max_concurrency, false)
    error_message = "batch.reserved_concurrency is ${try(var.batch.reserved_concurrency, -1)}, which is also the function's upper limit, and batch.max_concurrency ${try(var.batch.max_concurrency, 0)}: the rest would only wait and try again. Use the same number."
  }

  validation {
    condition     = try(var.batch.reserved_concurrency, -1) <= 0 || max(var.reserved_concurrency, 0) + try(var.batch.reserved_concurrency, 0) <= var.account_concurrency - 10
    error_message = "batch.reserved_concurrency is ${try(var.batch.reserved_concurrency, 0)} and reserved_concurrency ${var.reserved_concurrency}, and the account has ${var.account_concurrency} of which 10 or more have to stay unreserved. Have the quota \"Concurrent executions\" raised, and set account_concurrency to what `aws lambda get-account-settings --query AccountLimit.ConcurrentExecutions` prints."
  }

  validation {
    condition     = try(var.batch.reserved_concurrency != -1, true) || try(var.batch.max_concurrency < var.account_concurrency - max(var.reserved_concurrency, 0), false)
    error_message = "batch.max_concurrency is ${try(var.batch.max_concurrency, 0)}, and the account has ${var.account_concurrency}: a job would leave nothing to other functions. Use less; with a raised quota set account_concurrency, or reserve concurrency for the batch function."
  }
}

# ---- logs, alarms, dashboard ----

variable "api_logging" {
  type        = bool
  description = "Access and execution logs of the API. They need the role that `terraform/account` sets, once for the account and region; without it the stage is refused."
  default     = false
}

variable "api_metrics" {
  type        = bool
  description = "Metrics of each method of the API, and a graph of them: five custom metrics a method, at 0.30 USD a month each. Those of the whole stage are there without, and free."
  default     = false
}

variable "metrics_namespace" {
  type        = string
  description = "CloudWatch namespace of the function's own metrics."
  default     = "ClothesClassification"
}

variable "log_retention_days" {
  type        = number
  description = "Days that logs are kept: the function's and the API's."
  default     = 30
}

variable "alarms" {
  type = object({
    enabled           = optional(bool, true)
    sns_topic_arns    = optional(list(string), [])
    error_rate        = optional(number, 0.05)
    latency_p99_ms    = optional(number, 10000)
    concurrency_share = optional(number, 0.8)
    period_seconds    = optional(number, 60)
  })
  description = "Alarms on 5xx answers, function errors, throttles, latency and concurrency: the topics they notify, and their thresholds. Two of three periods above a threshold raise one."
  default     = {}
}

variable "dashboard" {
  type        = bool
  description = "Whether to make the dashboard. Three are free in an account, each further one costs 3 USD a month."
  default     = true
}
