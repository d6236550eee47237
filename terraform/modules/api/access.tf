# ---- keys ----

resource "aws_api_gateway_api_key" "this" {
  for_each = local.authorization.key_required ? var.api_keys : toset([])

  name        = "${var.name}-${var.stage}-${each.key}"
  description = "Key ${each.key} of ${var.name}, stage ${var.stage}"

  tags = var.tags
}

resource "aws_api_gateway_usage_plan" "this" {
  count = local.authorization.key_required ? 1 : 0

  name        = "${var.name}-${var.stage}"
  description = "Limits of each key of ${var.name}, stage ${var.stage}"

  api_stages {
    api_id = aws_api_gateway_rest_api.this.id
    stage  = aws_api_gateway_stage.this.stage_name
  }

  throttle_settings {
    rate_limit  = var.usage_plan.rate_limit
    burst_limit = var.usage_plan.burst_limit
  }

  quota_settings {
    limit  = var.usage_plan.quota_limit
    period = var.usage_plan.quota_period
  }

  tags = var.tags
}

# The provider does not mark the value that this resource reads back as sensitive: a plan that destroys it prints it.
resource "aws_api_gateway_usage_plan_key" "this" {
  for_each = aws_api_gateway_api_key.this

  key_id        = each.value.id
  key_type      = "API_KEY"
  usage_plan_id = aws_api_gateway_usage_plan.this[0].id
}

# ---- who may connect at all ----

locals {
  restrict_addresses = length(var.access_policy.allowed_cidrs) > 0
  restrict_endpoints = length(var.access_policy.vpc_endpoint_ids) > 0
  every_method       = "${aws_api_gateway_rest_api.this.execution_arn}/*"
}

resource "aws_api_gateway_rest_api_policy" "this" {
  count = local.restrict_addresses || local.restrict_endpoints ? 1 : 0

  rest_api_id = aws_api_gateway_rest_api.this.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = concat(
      [{
        Sid       = "AllowWhatIsNotDenied"
        Effect    = "Allow"
        Principal = "*"
        Action    = "execute-api:Invoke"
        Resource  = local.every_method
      }],
      local.restrict_addresses ? [{
        Sid       = "DenyOtherAddresses"
        Effect    = "Deny"
        Principal = "*"
        Action    = "execute-api:Invoke"
        Resource  = local.every_method
        Condition = { NotIpAddress = { "aws:SourceIp" = var.access_policy.allowed_cidrs } }
      }] : [],
      local.restrict_endpoints ? [{
        Sid       = "DenyOtherEndpoints"
        Effect    = "Deny"
        Principal = "*"
        Action    = "execute-api:Invoke"
        Resource  = local.every_method
        Condition = { StringNotEquals = { "aws:SourceVpce" = var.access_policy.vpc_endpoint_ids } }
      }] : [],
    )
  })
}
