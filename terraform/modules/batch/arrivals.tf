# Photos as they arrive: S3 tells EventBridge of each new object, a rule puts it into a queue, and the function takes messages
# from there, ten at a time. What fails for the fifth time goes into another queue.
locals {
  queue_arn = "arn:${local.partition}:sqs:${local.place}:${var.name}"
}

resource "aws_sqs_queue" "arrivals" {
  count = var.arrivals ? 1 : 0

  name = var.name
  # As AWS advises: six times the function's, so that a message that is being worked on is not given again.
  visibility_timeout_seconds = 6 * var.function.timeout
  message_retention_seconds  = 1209600
  sqs_managed_sse_enabled    = true

  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.failed[0].arn
    maxReceiveCount     = 5
  })

  tags = var.tags
}

resource "aws_sqs_queue" "failed" {
  count = var.arrivals ? 1 : 0

  name                      = "${var.name}-failed"
  message_retention_seconds = 1209600
  sqs_managed_sse_enabled   = true

  tags = var.tags
}

resource "aws_sqs_queue_policy" "arrivals" {
  count = var.arrivals ? 1 : 0

  queue_url = aws_sqs_queue.arrivals[0].id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "SendNewObjects"
      Effect    = "Allow"
      Principal = { Service = "events.amazonaws.com" }
      Action    = ["sqs:SendMessage"]
      Resource  = local.queue_arn
      Condition = { ArnEquals = { "aws:SourceArn" = aws_cloudwatch_event_rule.arrivals[0].arn } }
    }]
  })
}

resource "aws_cloudwatch_event_rule" "arrivals" {
  count = var.arrivals ? 1 : 0

  name        = var.name
  description = "New photos in ${var.input_bucket}"
  event_pattern = jsonencode({
    source      = ["aws.s3"]
    detail-type = ["Object Created"]
    detail = {
      bucket = { name = [var.input_bucket] }
      object = { key = [for prefix in var.input_prefixes : { prefix = prefix }] }
    }
  })

  tags = var.tags
}

resource "aws_cloudwatch_event_target" "arrivals" {
  count = var.arrivals ? 1 : 0

  rule = aws_cloudwatch_event_rule.arrivals[0].name
  arn  = aws_sqs_queue.arrivals[0].arn
}

resource "aws_lambda_event_source_mapping" "arrivals" {
  count = var.arrivals ? 1 : 0

  event_source_arn        = aws_sqs_queue.arrivals[0].arn
  function_name           = local.alias_arn
  batch_size              = 10
  function_response_types = ["ReportBatchItemFailures"]

  scaling_config {
    # Lambda takes two at least.
    maximum_concurrency = max(2, min(var.max_concurrency, 1000))
  }

  depends_on = [aws_iam_role_policy.function]
}
