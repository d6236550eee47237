resource "aws_api_gateway_authorizer" "this" {
  count = local.authorization.needs_authorizer ? 1 : 0

  rest_api_id   = aws_api_gateway_rest_api.this.id
  name          = "cognito"
  type          = "COGNITO_USER_POOLS"
  provider_arns = local.api_spec.authorization.user_pool_arns
}

resource "aws_api_gateway_method" "this" {
  for_each = local.api_spec.routes

  rest_api_id          = aws_api_gateway_rest_api.this.id
  resource_id          = aws_api_gateway_resource.this[each.value.path].id
  http_method          = each.value.method
  authorization        = each.value.type
  authorizer_id        = each.value.type == "COGNITO_USER_POOLS" ? aws_api_gateway_authorizer.this[0].id : null
  authorization_scopes = each.value.type == "COGNITO_USER_POOLS" && length(local.api_spec.authorization.scopes) > 0 ? local.api_spec.authorization.scopes : null
  api_key_required     = each.value.key_required
  request_validator_id = aws_api_gateway_request_validator.this.id
  request_models       = each.value.reads_photo ? { "application/json" = aws_api_gateway_model.body.name } : null
}

resource "aws_api_gateway_integration" "this" {
  for_each = local.api_spec.routes

  rest_api_id = aws_api_gateway_rest_api.this.id
  resource_id = aws_api_gateway_resource.this[each.value.path].id
  http_method = aws_api_gateway_method.this[each.key].http_method
  type        = local.api_spec.integration.type
  # Lambda is always called by POST, whatever the method.
  integration_http_method = "POST"
  uri                     = local.api_spec.integration.uri
  timeout_milliseconds    = local.api_spec.integration.timeout_ms
}

# For the alias where there is one, for these routes only, and in any stage: the console's TEST calls from a stage of
# its own, test-invoke-stage.
resource "aws_lambda_permission" "this" {
  for_each = local.api_spec.routes

  statement_id_prefix = "api-${each.key}-"
  action              = "lambda:InvokeFunction"
  function_name       = var.function.name
  qualifier           = var.function.qualifier
  principal           = "apigateway.amazonaws.com"
  source_arn          = "${aws_api_gateway_rest_api.this.execution_arn}/*/${each.value.method}/${each.value.path}"

  lifecycle {
    create_before_destroy = true
  }
}
