locals {
  api      = ["ApiName", var.api_name, "Stage", var.stage]
  function = ["FunctionName", var.function_name, "Resource", "${var.function_name}:${var.alias_name}"]

  # The function writes a duration of each to its log, in the embedded metric format.
  photo_stages = ["Fetch", "Decode", "Resize", "Model", "Total"]

  # A graph or a table for each question.
  graphs = {
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
    "3 Which stage takes the time? (p50, ms)"   = local.stage_durations["p50"]
    "4 Which stage has the outliers? (p99, ms)" = local.stage_durations["p99"]
    "5 Does the function fail, or is it refused?" = [
      concat(["AWS/Lambda", "Invocations"], local.function, [{ stat = "Sum" }]),
      concat(["AWS/Lambda", "Errors"], local.function, [{ stat = "Sum" }]),
      concat(["AWS/Lambda", "Throttles"], local.function, [{ stat = "Sum" }]),
    ]
    "6 How near is the limit of concurrency?" = [
      concat(["AWS/Lambda", "ConcurrentExecutions"], local.function, [{ stat = "Maximum" }]),
    ]
  }

  stage_durations = { for stat in ["p50", "p99"] : stat => [for stage in local.photo_stages : [{
    expression = "SEARCH('Namespace=\"${var.metrics_namespace}\" MetricName=\"${stage}Duration\"', '${stat}')"
    label      = stage
    id         = lower(stage)
  }]] }

  tables = {
    "7 How many cold starts, and how long? (ms)" = "filter type = \"platform.report\" | stats count(record.metrics.initDurationMs) as coldStarts, count(*) as invocations, pct(record.metrics.initDurationMs, 99) as initP99, max(record.metrics.maxMemoryUsedMB) as memoryMB by bin(1h)"
    "8 What were the latest errors?"             = "fields @timestamp, @message | filter level in [\"ERROR\", \"FATAL\", \"Error\", \"Critical\"] or type = \"platform.runtimeDone\" and record.status != \"success\" | sort @timestamp desc | limit 20"
  }

  widgets = concat(
    [for title, metrics in local.graphs : jsonencode({
      type = "metric"
      properties = {
        title = title, region = data.aws_region.current.id, view = "timeSeries", period = 300, metrics = metrics
      }
    })],
    [for title, query in local.tables : jsonencode({
      type = "log"
      properties = {
        title = title, region = data.aws_region.current.id, view = "table", query = "SOURCE '${var.function_log_group}' | ${query}"
      }
    })],
  )
}

resource "aws_cloudwatch_dashboard" "this" {
  count = var.dashboard ? 1 : 0

  dashboard_name = local.name

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

data "aws_region" "current" {}
