data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

data "aws_region" "current" {}

locals {
  # Not its id or name, of which version 6 of the provider warns: both major versions know the endpoint.
  region = split(".", data.aws_region.current.endpoint)[1]
}

# One key for the function's environment, all log groups, the queue and the topic.
resource "aws_kms_key" "this" {
  description             = "Data at rest of ${local.name}, stage ${var.stage}"
  enable_key_rotation     = true
  deletion_window_in_days = 30

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "TheAccountDecidesByIam"
        Effect    = "Allow"
        Principal = { AWS = "arn:${data.aws_partition.current.partition}:iam::${data.aws_caller_identity.current.account_id}:root" }
        Action    = "kms:*"
        Resource  = "*"
      },
      {
        Sid       = "LogsOfThisAccount"
        Effect    = "Allow"
        Principal = { Service = "logs.${local.region}.amazonaws.com" }
        Action    = ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"]
        Resource  = "*"
        Condition = {
          ArnLike = {
            "kms:EncryptionContext:aws:logs:arn" = "arn:${data.aws_partition.current.partition}:logs:${local.region}:${data.aws_caller_identity.current.account_id}:*"
          }
        }
      },
      {
        Sid       = "AlarmsToTheTopic"
        Effect    = "Allow"
        Principal = { Service = "cloudwatch.amazonaws.com" }
        Action    = ["kms:Decrypt", "kms:GenerateDataKey*"]
        Resource  = "*"
        Condition = { StringEquals = { "aws:SourceAccount" = data.aws_caller_identity.current.account_id } }
      },
    ]
  })
}

resource "aws_kms_alias" "this" {
  name          = "alias/${local.name}-${var.stage}"
  target_key_id = aws_kms_key.this.key_id
}

# Subscribe an address or a chat to it; a subscription has to be confirmed by its receiver.
resource "aws_sns_topic" "alarms" {
  name              = "${local.name}-${var.stage}-alarms"
  kms_master_key_id = aws_kms_key.this.arn
}

resource "aws_sqs_queue" "failed" {
  name                      = "${local.name}-${var.stage}-failed"
  kms_master_key_id         = aws_kms_key.this.arn
  message_retention_seconds = 1209600
}
