# Answers to preflight requests come from the gateway: they need no key, so they must not start the function.
locals {
  cors_on = length(var.cors_origins) > 0

  # A header names one origin or all. With several allowed, what the gateway itself answers (a preflight, an error:
  # nothing of a photo) is readable from everywhere, and the function's answers name the one origin that asked.
  cors_origin = length(var.cors_origins) == 1 ? one(var.cors_origins) : "*"

  cors_headers = local.cors_on ? {
    "Access-Control-Allow-Origin"  = "'${local.cors_origin}'"
    "Access-Control-Allow-Headers" = "'Accept,Authorization,Content-Type,X-Amz-Date,X-Amz-Security-Token,X-Api-Key'"
    "Access-Control-Max-Age"       = "'7200'"
  } : {}

  cors_methods = { for path in local.cors_on ? local.paths : [] : path =>
    "'${join(",", concat(sort([for route in local.routes : route.method if route.path == path]), ["OPTIONS"]))}'"
  }
}

resource "aws_api_gateway_method" "cors" {
  for_each = local.cors_methods

  rest_api_id          = aws_api_gateway_rest_api.this.id
  resource_id          = aws_api_gateway_resource.this[each.key].id
  http_method          = "OPTIONS"
  authorization        = "NONE"
  api_key_required     = false
  request_validator_id = aws_api_gateway_request_validator.this.id
}

resource "aws_api_gateway_integration" "cors" {
  for_each = local.cors_methods

  rest_api_id = aws_api_gateway_rest_api.this.id
  resource_id = aws_api_gateway_resource.this[each.key].id
  http_method = aws_api_gateway_method.cors[each.key].http_method
  type        = "MOCK"
  # A preflight with a binary media type would otherwise reach the template as bytes, and end in a 500.
  content_handling  = "CONVERT_TO_TEXT"
  request_templates = { "application/json" = jsonencode({ statusCode = 204 }) }
}

resource "aws_api_gateway_method_response" "cors" {
  for_each = local.cors_methods

  rest_api_id = aws_api_gateway_rest_api.this.id
  resource_id = aws_api_gateway_resource.this[each.key].id
  http_method = aws_api_gateway_method.cors[each.key].http_method
  status_code = "204"
  response_parameters = merge(
    { for header in keys(local.cors_headers) : "method.response.header.${header}" => true },
    { "method.response.header.Access-Control-Allow-Methods" = true },
  )
}

resource "aws_api_gateway_integration_response" "cors" {
  for_each = local.cors_methods

  rest_api_id = aws_api_gateway_rest_api.this.id
  resource_id = aws_api_gateway_resource.this[each.key].id
  http_method = aws_api_gateway_method.cors[each.key].http_method
  status_code = aws_api_gateway_method_response.cors[each.key].status_code
  response_parameters = merge(
    { for header, value in local.cors_headers : "method.response.header.${header}" => value },
    { "method.response.header.Access-Control-Allow-Methods" = each.value },
  )

  # A response can be put only once its integration is there.
  depends_on = [aws_api_gateway_integration.cors]
}
