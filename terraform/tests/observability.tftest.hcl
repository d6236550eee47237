# modules/observability. Nothing is asked of AWS.
mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  api_name           = "clothes-classification"
  stage              = "test"
  function_name      = "clothes-classification-test"
  function_log_group = "/aws/lambda/clothes-classification-test"
}

run "alarms_watch_what_a_caller_notices" {
  command = plan

  module {
    source = "./modules/observability"
  }

  variables {
    alarms = { sns_topic_arns = ["arn:aws:sns:eu-central-1:123456789012:on-call"] }
  }

  assert {
    condition     = toset(keys(aws_cloudwatch_metric_alarm.this)) == toset(["api-5xx", "api-latency-p99", "function-errors", "function-throttles", "function-concurrency"])
    error_message = "An alarm is missing."
  }

  assert {
    condition     = alltrue([for alarm in aws_cloudwatch_metric_alarm.this : contains(alarm.alarm_actions, "arn:aws:sns:eu-central-1:123456789012:on-call") && alarm.treat_missing_data == "notBreaching"])
    error_message = "An alarm tells nobody, or rises without traffic."
  }
}

run "every_alarmed_metric_is_on_the_dashboard" {
  command = plan

  module {
    source = "./modules/observability"
  }

  assert {
    condition     = alltrue(flatten([for alarm in local.alarms : [for metric in alarm.metrics : strcontains(aws_cloudwatch_dashboard.this[0].dashboard_body, "\"${metric.namespace}\",\"${metric.name}\"")]]))
    error_message = "An alarm has no graph."
  }

  assert {
    condition     = length(jsondecode(aws_cloudwatch_dashboard.this[0].dashboard_body).widgets) == 8
    error_message = "A graph is missing."
  }
}

run "the_concurrency_alarm_follows_the_account" {
  command = plan

  module {
    source = "./modules/observability"
  }

  variables {
    account_concurrency = 50
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.this["function-concurrency"].threshold == 40
    error_message = "80 % of 50 is 40."
  }

  assert {
    condition     = one(one(aws_cloudwatch_metric_alarm.this["function-concurrency"].metric_query).metric).metric_name == "ClaimedAccountConcurrency" && length(coalesce(one(one(aws_cloudwatch_metric_alarm.this["function-concurrency"].metric_query).metric).dimensions, {})) == 0
    error_message = "The account's limit is compared with one function's use."
  }
}

run "a_new_account_has_ten" {
  command = plan

  module {
    source = "./modules/observability"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.this["function-concurrency"].threshold == 8
    error_message = "80 % of 10 is 8."
  }
}

run "the_concurrency_alarm_follows_the_reservation" {
  command = plan

  module {
    source = "./modules/observability"
  }

  variables {
    reserved_concurrency = 20
    account_concurrency  = 1000
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.this["function-concurrency"].threshold == 16
    error_message = "80 % of 20 is 16."
  }

  assert {
    condition     = one(one(aws_cloudwatch_metric_alarm.this["function-concurrency"].metric_query).metric).metric_name == "ConcurrentExecutions" && one(one(aws_cloudwatch_metric_alarm.this["function-concurrency"].metric_query).metric).dimensions == tomap({ FunctionName = "clothes-classification-test" })
    error_message = "What is reserved for one function is compared with something else."
  }
}

run "every_metric_on_the_dashboard_is_this_functions_this_apis_or_the_accounts" {
  command = plan

  module {
    source = "./modules/observability"
  }

  variables {
    method_metrics = true
  }

  assert {
    condition = alltrue(flatten([for widget in jsondecode(aws_cloudwatch_dashboard.this[0].dashboard_body).widgets : [
      for metric in try(widget.properties.metrics, []) :
      strcontains(jsonencode(metric), "\"FunctionName\",\"clothes-classification-test\"") || strcontains(jsonencode(metric), "\"ApiName\",\"clothes-classification\",\"Stage\",\"test\"") || strcontains(jsonencode(metric), "ClaimedAccountConcurrency") || strcontains(replace(jsonencode(metric), "\\", ""), "ApiName=\"clothes-classification\" Stage=\"test\"")
    ]]))
    error_message = "A graph mixes stages."
  }

  assert {
    condition     = alltrue([for widget in jsondecode(aws_cloudwatch_dashboard.this[0].dashboard_body).widgets : widget.type != "log" || startswith(try(widget.properties.query, ""), "SOURCE '/aws/lambda/clothes-classification-test' |")])
    error_message = "A table mixes functions."
  }

  assert {
    condition     = length(jsondecode(aws_cloudwatch_dashboard.this[0].dashboard_body).widgets) == 9 && strcontains(aws_cloudwatch_dashboard.this[0].dashboard_body, "ApiName,Method,Resource,Stage")
    error_message = "Metrics of methods are paid for and not shown."
  }
}

run "the_dashboards_name_has_the_region" {
  command = plan

  module {
    source = "./modules/observability"
  }

  assert {
    condition     = aws_cloudwatch_dashboard.this[0].dashboard_name == "clothes-classification-test-eu-central-1" && strcontains(output.dashboard_url, "clothes-classification-test-eu-central-1")
    error_message = "Two regions would write the same dashboard."
  }
}

run "a_longer_wait_at_the_gateway_allows_a_longer_latency" {
  command = plan

  module {
    source = "./modules/observability"
  }

  variables {
    integration_timeout_ms = 60000
    alarms                 = { latency_p99_ms = 40000 }
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.this["api-latency-p99"].threshold == 40000
    error_message = "The threshold is another one."
  }
}

run "alarms_and_dashboard_can_be_left_out" {
  command = plan

  module {
    source = "./modules/observability"
  }

  variables {
    alarms    = { enabled = false }
    dashboard = false
  }

  assert {
    condition     = length(aws_cloudwatch_metric_alarm.this) == 0 && length(aws_cloudwatch_dashboard.this) == 0 && output.dashboard_url == null
    error_message = "Something is left."
  }
}

run "rejects_wrong_values" {
  command = plan

  module {
    source = "./modules/observability"
  }

  variables {
    # a rate in percent
    alarms = { error_rate = 5 }
    # a limit of no account
    account_concurrency = 0
    # a namespace of AWS
    metrics_namespace = "AWS/Lambda"
  }

  expect_failures = [var.alarms, var.account_concurrency, var.metrics_namespace]
}

run "rejects_a_latency_after_the_gateways_end" {
  command = plan

  module {
    source = "./modules/observability"
  }

  variables {
    alarms = { latency_p99_ms = 29000 }
  }

  expect_failures = [var.alarms]
}

run "rejects_half_a_minute" {
  command = plan

  module {
    source = "./modules/observability"
  }

  variables {
    alarms = { period_seconds = 30 }
  }

  expect_failures = [var.alarms]
}

run "rejects_a_topic_that_is_a_queue" {
  command = plan

  module {
    source = "./modules/observability"
  }

  variables {
    alarms = { sns_topic_arns = ["arn:aws:sqs:eu-central-1:123456789012:q"] }
  }

  expect_failures = [var.alarms]
}

run "jobs_have_alarms_and_graphs_where_there_are_any" {
  command = plan

  module {
    source = "./modules/observability"
  }

  variables {
    batch = { state_machine_arn = "arn:aws:states:eu-central-1:123456789012:stateMachine:photos", function_name = "photos-batch" }
  }

  assert {
    condition     = length(setsubtract(["batch-jobs", "batch-function-errors", "batch-function-throttles"], keys(aws_cloudwatch_metric_alarm.this))) == 0 && aws_cloudwatch_metric_alarm.this["batch-jobs"].datapoints_to_alarm == 1
    error_message = "A job that fails is not noticed."
  }

  assert {
    condition     = length(jsondecode(aws_cloudwatch_dashboard.this[0].dashboard_body).widgets) == 12 && alltrue(flatten([for alarm in local.alarms : [for metric in alarm.metrics : strcontains(aws_cloudwatch_dashboard.this[0].dashboard_body, "\"${metric.namespace}\",\"${metric.name}\"")]]))
    error_message = "An alarm has no graph."
  }

  assert {
    condition     = strcontains(aws_cloudwatch_dashboard.this[0].dashboard_body, "\"FunctionName\",\"photos-batch\"") && strcontains(aws_cloudwatch_dashboard.this[0].dashboard_body, "stateMachine:photos")
    error_message = "Another function or state machine is shown."
  }
}
