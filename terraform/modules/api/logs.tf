# Logging needs a role that is set once for the account and region: terraform/account. The groups outlive the stage's use of
# them (create_before_destroy), or API Gateway would make them again, to be kept for ever.
resource "aws_cloudwatch_log_group" "access" {
  count = var.logging ? 1 : 0

  name              = "API-Gateway-Access-Logs_${aws_api_gateway_rest_api.this.id}/${var.stage}"
  retention_in_days = var.log_retention_days
  kms_key_id        = var.kms_key_arn

  tags = var.tags

  lifecycle {
    create_before_destroy = true
  }
}

# The name is API Gateway's own, and that of the other group like it: unique in the account.
resource "aws_cloudwatch_log_group" "execution" {
  count = var.logging ? 1 : 0

  name              = "API-Gateway-Execution-Logs_${aws_api_gateway_rest_api.this.id}/${var.stage}"
  retention_in_days = var.log_retention_days
  kms_key_id        = var.kms_key_arn

  tags = var.tags

  lifecycle {
    create_before_destroy = true
  }
}

locals {
  # One line of JSON. Every value is quoted, also numbers: a missing one is written as "-". The key's id, never the key.
  access_log_format = jsonencode({
    requestId               = "$context.requestId"
    extendedRequestId       = "$context.extendedRequestId"
    xrayTraceId             = "$context.xrayTraceId"
    requestTime             = "$context.requestTime"
    sourceIp                = "$context.identity.sourceIp"
    userAgent               = "$context.identity.userAgent"
    apiKeyId                = "$context.identity.apiKeyId"
    method                  = "$context.httpMethod"
    path                    = "$context.path"
    resourcePath            = "$context.resourcePath"
    stage                   = "$context.stage"
    status                  = "$context.status"
    responseLength          = "$context.responseLength"
    responseLatency         = "$context.responseLatency"
    integrationLatency      = "$context.integration.latency"
    integrationStatus       = "$context.integration.status"
    integrationErrorMessage = "$context.integrationErrorMessage"
    errorResponseType       = "$context.error.responseType"
    wafResponseCode         = "$context.wafResponseCode"
  })
}
