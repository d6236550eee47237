# Integration as the console makes it by default: the JSON body is the function's event, its result the answer.
locals {
  # By selection pattern on the function's error message; the answer without one is for a function that did not fail.
  plain_answers = {
    "200" = { pattern = null, templates = null, headers = {} }
    "502" = {
      pattern = "(\\n|.)+"
      templates = {
        "application/json" = jsonencode({
          type      = "urn:clothes-classification:problem:function-failed"
          title     = "The function failed"
          status    = 502
          detail    = "Check that the photo can be reached and is one; otherwise tell the API's owner the requestId."
          requestId = "$context.requestId"
        })
      }
      headers = { "Content-Type" = "'application/problem+json'" }
    }
  }

  plain_responses = merge([for key in var.proxy ? [] : keys(local.routes) : {
    for status, answer in local.plain_answers : "${key} ${status}" => {
      route     = key
      status    = status
      pattern   = answer.pattern
      templates = answer.templates
      headers   = merge(answer.headers, local.origin_header)
    }
  }]...)
}

resource "aws_api_gateway_method_response" "plain" {
  for_each = local.plain_responses

  rest_api_id         = aws_api_gateway_rest_api.this.id
  resource_id         = aws_api_gateway_resource.this[local.routes[each.value.route].path].id
  http_method         = aws_api_gateway_method.this[each.value.route].http_method
  status_code         = each.value.status
  response_parameters = { for header in setunion(keys(each.value.headers), ["Access-Control-Allow-Origin"]) : "method.response.header.${header}" => true }
}

resource "aws_api_gateway_integration_response" "plain" {
  for_each = local.plain_responses

  rest_api_id         = aws_api_gateway_rest_api.this.id
  resource_id         = aws_api_gateway_resource.this[local.routes[each.value.route].path].id
  http_method         = aws_api_gateway_method.this[each.value.route].http_method
  status_code         = aws_api_gateway_method_response.plain[each.key].status_code
  selection_pattern   = each.value.pattern
  response_templates  = each.value.templates
  response_parameters = { for header, value in each.value.headers : "method.response.header.${header}" => value }

  # A response can be put only once its integration is there.
  depends_on = [aws_api_gateway_integration.this]
}
