# ---- required ----

variable "api_name" {
  type        = string
  description = "Name of the REST API."
}

variable "stage" {
  type        = string
  description = "Name of its stage."
}

variable "function_name" {
  type        = string
  description = "Name of the function behind it."
}

variable "function_log_group" {
  type        = string
  description = "The function's log group."
}

# ---- optional ----

variable "alias_name" {
  type        = string
  description = "The alias that the API calls."
  default     = "live"
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

  validation {
    condition     = var.alarms.error_rate > 0 && var.alarms.error_rate < 1 && var.alarms.concurrency_share > 0 && var.alarms.concurrency_share <= 1
    error_message = "alarms: error_rate and concurrency_share are shares between 0 and 1, for example 0.05."
  }

  validation {
    condition     = var.alarms.latency_p99_ms > 0 && var.alarms.latency_p99_ms < var.integration_timeout_ms
    error_message = "alarms.latency_p99_ms is ${var.alarms.latency_p99_ms}: use less than ${var.integration_timeout_ms}, where the gateway gives up, or the alarm never rises."
  }

  validation {
    condition     = var.alarms.period_seconds >= 60 && var.alarms.period_seconds % 60 == 0
    error_message = "alarms.period_seconds is ${var.alarms.period_seconds}: use a multiple of 60."
  }

  validation {
    condition     = alltrue([for arn in var.alarms.sns_topic_arns : can(regex("^arn:[a-z-]+:sns:", arn))])
    error_message = "alarms.sns_topic_arns: not all are ARNs of SNS topics, such as \"arn:aws:sns:eu-central-1:123456789012:on-call\"."
  }
}

variable "reserved_concurrency" {
  type        = number
  description = "What is reserved for the function: the limit that its alarm watches. -1, where nothing is, watches the account's."
  default     = -1
}

variable "account_concurrency" {
  type        = number
  description = "Executions that the account can run at once in this region, of all functions together: `aws lambda get-account-settings` tells. New accounts have 10."
  default     = 10

  validation {
    condition     = var.account_concurrency >= 10 && floor(var.account_concurrency) == var.account_concurrency
    error_message = "account_concurrency is ${var.account_concurrency}: use the whole number, 10 or more, that `aws lambda get-account-settings --query AccountLimit.ConcurrentExecutions` prints."
  }
}

variable "integration_timeout_ms" {
  type        = number
  description = "Milliseconds after which the gateway gives up."
  default     = 29000
}

variable "method_metrics" {
  type        = bool
  description = "Whether the stage counts by method and resource: the dashboard then shows it."
  default     = false
}

variable "dashboard" {
  type        = bool
  description = "Whether to make the dashboard. Three are free in an account, each further one costs 3 USD a month."
  default     = true
}

variable "metrics_namespace" {
  type        = string
  description = "Namespace of the function's own metrics: its CLOTHES_METRICS_NAMESPACE."
  default     = "ClothesClassification"

  validation {
    condition     = can(regex("^[A-Za-z0-9 ._/#-][A-Za-z0-9 ._/#:-]{0,254}$", var.metrics_namespace)) && !startswith(var.metrics_namespace, "AWS/")
    error_message = "metrics_namespace is \"${var.metrics_namespace}\": use up to 255 letters, digits, spaces and ._/#:-, and begin neither with a colon nor with AWS/."
  }
}

variable "batch" {
  type = object({
    state_machine_arn = string
    function_name     = string
    failed_queue_name = optional(string)
  })
  description = "The state machine and the function that classify photos in a bucket, and the queue of arrivals that failed, where there is one: alarms on jobs that end without success and on the function's errors, and graphs of both. null where there are none."
  default     = null
}

variable "tags" {
  type        = map(string)
  description = "Tags of every resource, beside the provider's default tags."
  default     = {}
}
