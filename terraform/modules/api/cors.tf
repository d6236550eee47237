# Answers to preflight requests come from the gateway: they need no key, so they must not start the function. Every path has an
# OPTIONS method, also without CORS: its answer then has no header, and a preflight fails. CORS is turned off by a change of
# that answer and not by taking the methods away, which a deployment would not see: see policy.tf.
locals {
  cors_on = length(var.cors_origins) > 0

  # A header names one origin or all. With several allowed, what the gateway itself answers (a preflight, an error:
  # nothing of a photo) is readable from everywhere, and the function's answers name the one origin that asked.
  cors_origin = length(var.cors_origins) == 1 ? one(var.cors_origins) : "*"

  # What the gateway's own answers may have, declared whether CORS is on or not.
  cors_headers = {
    "Access-Control-Allow-Origin"  = "'${local.cors_origin}'"
    "Access-Control-Allow-Headers" = "'Accept,Authorization,Content-Type,X-Amz-Date,X-Amz-Security-Token,X-Api-Key'"
    "Access-Control-Max-Age"       = "'7200'"
  }

  # Of each path: the headers of its preflight's answer.
  preflight_headers = { for path in local.paths : path => local.cors_on ? merge(local.cors_headers, {
    "Access-Control-Allow-Methods" = "'${join(",", concat(sort([for route in local.routes : route.method if route.path == path]), ["OPTIONS"]))}'"
  }) : {} }

  # Of an answer that is not a preflight's: without it a browser hides even the reason of a refusal from the page.
  origin_header = local.cors_on ? { "Access-Control-Allow-Origin" = local.cors_headers["Access-Control-Allow-Origin"] } : {}
}

resource "aws_api_gateway_method" "cors" {
  for_each = local.paths

  rest_api_id          = aws_api_gateway_rest_api.this.id
  resource_id          = aws_api_gateway_resource.this[each.key].id
  http_method          = "OPTIONS"
  authorization        = "NONE"
  api_key_required     = false
  request_validator_id = aws_api_gateway_request_validator.this.id
}

resource "aws_api_gateway_integration" "cors" {
  for_each = local.paths

  rest_api_id = aws_api_gateway_rest_api.this.id
  resource_id = aws_api_gateway_resource.this[each.key].id
  http_method = aws_api_gateway_method.cors[each.key].http_method
  type        = "MOCK"
  # A preflight with a binary media type would otherwise reach the template as bytes, and end in a 500.
  content_handling  = "CONVERT_TO_TEXT"
  request_templates = { "application/json" = jsonencode({ statusCode = 204 }) }
}

resource "aws_api_gateway_method_response" "cors" {
  for_each = local.paths

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
  for_each = local.api_spec.preflight_headers

  rest_api_id         = aws_api_gateway_rest_api.this.id
  resource_id         = aws_api_gateway_resource.this[each.key].id
  http_method         = aws_api_gateway_method.cors[each.key].http_method
  status_code         = aws_api_gateway_method_response.cors[each.key].status_code
  response_parameters = { for header, value in each.value : "method.response.header.${header}" => value }

  # A response can be put only once its integration is there.
  depends_on = [aws_api_gateway_integration.cors]
}
