locals {
  api      = ["ApiName", var.api_name, "Stage", var.stage]
  function = ["FunctionName", var.function_name, "Resource", "${var.function_name}:${var.alias_name}"]

  # The function writes a duration of each to its log, in the embedded metric format, with its name as the dimension: another
  # stage's function writes to the same namespace.
  photo_stages = ["Fetch", "Decode", "Resize", "Model", "Total"]
  photo        = { for stage in local.photo_stages : stage => [var.metrics_namespace, "${stage}Duration", "FunctionName", var.function_name] }

  # A graph or a table for each question.
  graphs = merge({
    "1 How much traffic, and how much of it fails?" = [
      concat(["AWS/ApiGateway", "Count"], local.api, [{ stat = "Sum" }]),
      concat(["AWS/ApiGateway", "4XXError"], local.api, [{ stat = "Sum" }]),
      concat(["AWS/ApiGateway", "5XXError"], local.api, [{ stat = "Sum" }]),
    ]
    "2 How long does a caller wait? (ms)" = [
      concat(["AWS/ApiGateway", "Latency"], local.api, [{ stat = "p50", label = "p50" }]),
      concat(["AWS/ApiGateway", "Latency"], local.api, [{ stat = "p99", label = "p99" }]),
      concat(["AWS/ApiGateway", "IntegrationLatency"], local.api, [{ stat = "p99", label = "p99, the function alone" }]),
    ]
    "3 Which stage takes the time? (p50, ms)"   = [for stage in local.photo_stages : concat(local.photo[stage], [{ stat = "p50", label = stage }])]
    "4 Which stage has the outliers? (p99, ms)" = [for stage in local.photo_stages : concat(local.photo[stage], [{ stat = "p99", label = stage }])]
    "5 Does the function fail, or is it refused?" = [
      concat(["AWS/Lambda", "Invocations"], local.function, [{ stat = "Sum" }]),
      concat(["AWS/Lambda", "Errors"], local.function, [{ stat = "Sum" }]),
      concat(["AWS/Lambda", "Throttles"], local.function, [{ stat = "Sum" }]),
    ]
    "6 How near is the limit of concurrency?" = concat(
      [concat(["AWS/Lambda", local.concurrency.metric], flatten([for name, value in local.concurrency.dimensions : [name, value]]), [{ stat = "Maximum", label = "of the ${local.concurrency.limit} ${local.concurrency.whose}" }])],
      local.reserved ? [] : [["AWS/Lambda", "ConcurrentExecutions", "FunctionName", var.function_name, { stat = "Maximum", label = "this function" }]],
    )
    }, var.method_metrics ? {
    "9 Which route is called, and which is slow? (calls; p99, ms)" = [
      [{ expression = "SEARCH('${local.by_method} MetricName=\"Count\"', 'Sum')", label = "calls", id = "calls" }],
      [{ expression = "SEARCH('${local.by_method} MetricName=\"Latency\"', 'p99')", label = "p99", id = "latency" }],
    ]
  } : {})

  batch_machine  = flatten([for name, value in local.batch_dimensions.machine : [name, value]])
  batch_function = flatten([for name, value in local.batch_dimensions.function : [name, value]])
  batch_graphs = {
    "A Do jobs run, and do they end well?" = [
      for metric in ["ExecutionsStarted", "ExecutionsSucceeded", "ExecutionsFailed", "ExecutionsTimedOut", "ExecutionsAborted"] :
      concat(["AWS/States", metric], local.batch_machine, [{ stat = "Sum" }])
    ]
    "B Do their batches get on? (calls; at once)" = concat(
      [for metric in ["Invocations", "Errors", "Throttles"] : concat(["AWS/Lambda", metric], local.batch_function, [{ stat = "Sum" }])],
      [concat(["AWS/Lambda", "ConcurrentExecutions"], local.batch_function, [{ stat = "Maximum", yAxis = "right" }])],
      local.failed_queue_name == null ? [] : [["AWS/SQS", "ApproximateNumberOfMessagesVisible", "QueueName", local.failed_queue_name, { stat = "Maximum", yAxis = "right", label = "arrivals that failed" }]],
    )
    "C How long does a batch take? (ms)" = [
      for stat in ["p50", "p99"] : concat(["AWS/Lambda", "Duration"], local.batch_function, [{ stat = stat, label = stat }])
    ]
    "D How long does a photo of a batch take? (p50, ms)" = [
      for stage in local.photo_stages : concat([var.metrics_namespace, "${stage}Duration"], local.batch_function, [{ stat = "p50", label = stage }])
    ]
  }

  by_method = "{AWS/ApiGateway,ApiName,Method,Resource,Stage} ApiName=\"${var.api_name}\" Stage=\"${var.stage}\""

  tables = {
    "7 How many cold starts, and how long? (ms)" = "filter type = \"platform.report\" | stats count(record.metrics.initDurationMs) as coldStarts, count(*) as invocations, pct(record.metrics.initDurationMs, 99) as initP99, max(record.metrics.maxMemoryUsedMB) as memoryMB by bin(1h)"
    "8 What were the latest errors?"             = "fields @timestamp, @message | filter level in [\"ERROR\", \"FATAL\", \"Error\", \"Critical\"] or type = \"platform.runtimeDone\" and record.status != \"success\" | sort @timestamp desc | limit 20"
  }

  # In the order of their titles.
  widgets = values(merge(
    { for title, metrics in merge(local.graphs, { for title, metrics in local.batch_graphs : title => metrics if var.batch != null }) : title => jsonencode({
      type = "metric"
      properties = {
        title = title, region = local.region, view = "timeSeries", period = 300, metrics = metrics
      }
    }) },
    { for title, query in local.tables : title => jsonencode({
      type = "log"
      properties = {
        title = title, region = local.region, view = "table", query = "SOURCE '${var.function_log_group}' | ${query}"
      }
    }) },
  ))
}

resource "aws_cloudwatch_dashboard" "this" {
  count = var.dashboard ? 1 : 0

  dashboard_name = local.dashboard_name

  # Two in a row.
  dashboard_body = jsonencode({
    widgets = [for index, widget in local.widgets : merge(jsondecode(widget), {
      x      = index % 2 * 12
      y      = floor(index / 2) * 6
      width  = 12
      height = 6
    })]
  })
}
