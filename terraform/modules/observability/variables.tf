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
    condition     = var.alarms.latency_p99_ms > 0 && var.alarms.latency_p99_ms < 29000
    error_message = "alarms.latency_p99_ms is ${var.alarms.latency_p99_ms}: use less than 29000, where the gateway gives up, or the alarm never rises."
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

variable "concurrency_limit" {
  type        = number
  description = "Executions that can run at once: what is reserved for the function, or the account's limit; null takes 1,000."
  default     = null
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
}

variable "tags" {
  type        = map(string)
  description = "Tags of every resource, beside the provider's default tags."
  default     = {}
}
