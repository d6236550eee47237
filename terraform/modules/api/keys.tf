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
