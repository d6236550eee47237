locals {
  # Each alarm: the metrics it reads, where needed the expression over them, the threshold, and what to do.
  alarms = merge(local.api_alarms, { for name, alarm in local.batch_alarms : name => alarm if var.batch != null && (name != "batch-arrivals" || local.failed_queue_name != null) })

  api_alarms = {
    api-5xx = {
      threshold   = var.alarms.error_rate
      metrics     = { errors = { namespace = "AWS/ApiGateway", name = "5XXError", stat = "Average", dimensions = local.api_dimensions } }
      expression  = null
      description = "Requests end in a 5xx. Read the access log for errorResponseType and integrationStatus, then the function's log with the requestId. After a release: roll back by canary.stable_version."
    }
    api-latency-p99 = {
      threshold   = var.alarms.latency_p99_ms
      metrics     = { latency = { namespace = "AWS/ApiGateway", name = "Latency", stat = "p99", dimensions = local.api_dimensions } }
      expression  = null
      description = "One request in a hundred takes longer than ${var.alarms.latency_p99_ms} ms. See the dashboard for the stage that grew; cold starts and slow hosts of photo URLs are the usual reasons."
    }
    function-errors = {
      threshold = var.alarms.error_rate
      metrics = {
        errors      = { namespace = "AWS/Lambda", name = "Errors", stat = "Sum", dimensions = local.function_dimensions }
        invocations = { namespace = "AWS/Lambda", name = "Invocations", stat = "Sum", dimensions = local.function_dimensions }
      }
      expression  = "IF(invocations > 0, errors / invocations, 0)"
      description = "Invocations fail: a crash, a timeout or no memory, as bad photos are answered with a 4xx. Read the function's log. After a release: roll back by canary.stable_version."
    }
    function-throttles = {
      threshold   = 0
      metrics     = { throttles = { namespace = "AWS/Lambda", name = "Throttles", stat = "Sum", dimensions = local.function_dimensions } }
      expression  = null
      description = "Lambda refuses invocations. Raise reserved_concurrency or the account's quota of concurrent executions, or lower throttle.rate_limit."
    }
    function-concurrency = {
      threshold   = floor(local.concurrency.limit * var.alarms.concurrency_share)
      metrics     = { concurrency = { namespace = "AWS/Lambda", name = local.concurrency.metric, stat = "Maximum", dimensions = local.concurrency.dimensions } }
      expression  = null
      description = "More than ${var.alarms.concurrency_share * 100} % of the ${local.concurrency.limit} concurrent executions ${local.concurrency.whose} are in use; at the limit callers are throttled."
    }
  }

  # Of the function as a whole, which nothing but the state machine calls.
  batch_alarms = {
    batch-jobs = {
      threshold = 0
      metrics = {
        failed   = { namespace = "AWS/States", name = "ExecutionsFailed", stat = "Sum", dimensions = local.batch_dimensions.machine }
        timedout = { namespace = "AWS/States", name = "ExecutionsTimedOut", stat = "Sum", dimensions = local.batch_dimensions.machine }
      }
      expression  = "failed + timedout"
      datapoints  = 1
      description = "A job ended without success: its first error is in the execution, failed batches are in FAILED_0.json of its run. Redrive the execution, or start the job again under the same name: nothing is done twice."
    }
    batch-function-errors = {
      threshold = var.alarms.error_rate
      metrics = {
        errors      = { namespace = "AWS/Lambda", name = "Errors", stat = "Sum", dimensions = local.batch_dimensions.function }
        invocations = { namespace = "AWS/Lambda", name = "Invocations", stat = "Sum", dimensions = local.batch_dimensions.function }
      }
      expression  = "IF(invocations > 0, errors / invocations, 0)"
      description = "Batches fail as a whole: S3 refuses or throttles, the time is too short, or the function crashes. Read its log for errorType."
    }
    batch-function-throttles = {
      threshold   = 0
      metrics     = { throttles = { namespace = "AWS/Lambda", name = "Throttles", stat = "Sum", dimensions = local.batch_dimensions.function } }
      expression  = null
      description = "Lambda refuses batches, which are tried again later, and perhaps callers of the API: lower batch.max_concurrency, or reserve concurrency for the batch function."
    }
    batch-arrivals = {
      threshold   = 0
      metrics     = { failed = { namespace = "AWS/SQS", name = "ApproximateNumberOfMessagesVisible", stat = "Maximum", dimensions = local.batch_dimensions.queue } }
      expression  = null
      description = "Photos that arrived could not be answered, five times. Read the batch function's log; when the reason is gone, send the messages back by `aws sqs start-message-move-task`."
    }
  }
}

resource "aws_cloudwatch_metric_alarm" "this" {
  for_each = { for name, alarm in local.alarms : name => alarm if var.alarms.enabled }

  alarm_name        = "${local.name}-${each.key}"
  alarm_description = each.value.description

  comparison_operator = "GreaterThanThreshold"
  threshold           = each.value.threshold
  evaluation_periods  = 3
  # A job fails once, and not period after period.
  datapoints_to_alarm = try(each.value.datapoints, 2)
  # No traffic is no failure.
  treat_missing_data = "notBreaching"

  dynamic "metric_query" {
    for_each = each.value.metrics

    content {
      id          = metric_query.key
      return_data = each.value.expression == null

      metric {
        namespace   = metric_query.value.namespace
        metric_name = metric_query.value.name
        dimensions  = metric_query.value.dimensions
        stat        = metric_query.value.stat
        period      = var.alarms.period_seconds
      }
    }
  }

  dynamic "metric_query" {
    for_each = each.value.expression == null ? [] : [each.value.expression]

    content {
      id          = "rate"
      expression  = metric_query.value
      label       = each.key
      return_data = true
    }
  }

  alarm_actions = var.alarms.sns_topic_arns
  ok_actions    = var.alarms.sns_topic_arns

  tags = var.tags
}
