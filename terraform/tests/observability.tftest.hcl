# modules/observability and modules/logging-role. Nothing is asked of AWS.
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

run "the_concurrency_alarm_follows_the_reservation" {
  command = plan

  module {
    source = "./modules/observability"
  }

  variables {
    concurrency_limit = 20
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.this["function-concurrency"].threshold == 16
    error_message = "80 % of 20 is 16."
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

run "rejects_a_rate_in_percent" {
  command = plan

  module {
    source = "./modules/observability"
  }

  variables {
    alarms = { error_rate = 5 }
  }

  expect_failures = [var.alarms]
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

run "rejects_a_role_name_with_a_slash" {
  command = plan

  module {
    source = "./modules/logging-role"
  }

  variables {
    role_name = "a/b"
  }

  expect_failures = [var.role_name]
}
