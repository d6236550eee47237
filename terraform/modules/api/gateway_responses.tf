# What the gateway answers by itself, in the form of the function's own errors: RFC 9457 problems.
locals {
  signed = var.authorization == "AWS_IAM"

  # Status null: the type stands for several, and the body then names none.
  problems = {
    ACCESS_DENIED                  = { status = 403, code = "access-denied", title = "Access denied", detail = "You may not call this. Check your permissions and the API's resource policy." }
    API_CONFIGURATION_ERROR        = { status = 500, code = "api-configuration", title = "The API is misconfigured", detail = "Nothing is wrong with the request. Tell the API's owner the requestId." }
    AUTHORIZER_CONFIGURATION_ERROR = { status = 500, code = "api-configuration", title = "The API is misconfigured", detail = "Nothing is wrong with the request. Tell the API's owner the requestId." }
    AUTHORIZER_FAILURE             = { status = 500, code = "api-configuration", title = "The authorizer failed", detail = "Nothing is wrong with the request. Try again later, or tell the API's owner the requestId." }
    BAD_REQUEST_BODY               = { status = 400, code = "invalid-request", title = "The JSON body does not fit", detail = "Send {\"url\": \"https://...\"}, {\"image\": \"<base64>\"} or {\"images\": [...]} with 1 to ${var.max_photos} photos; top is an integer from 1, min_score a number from 0 to 1, explain and features true or false." }
    BAD_REQUEST_PARAMETERS         = { status = 400, code = "invalid-request", title = "A parameter does not fit", detail = "Check the query string and the headers against the API's description at /openapi.json." }
    DEFAULT_4XX                    = { status = null, code = "request-refused", title = "The request was refused", detail = "The gateway refused the request before it reached the function. Check it against the API's description at /openapi.json." }
    DEFAULT_5XX                    = { status = null, code = "gateway-error", title = "The gateway failed", detail = "Nothing is known to be wrong with the request. Try again later, or tell the API's owner the requestId." }
    EXPIRED_TOKEN                  = { status = 403, code = "expired-token", title = "The token has expired", detail = "Get a new token or new credentials, and try again." }
    INTEGRATION_FAILURE            = { status = 504, code = "function-unavailable", title = "The function could not be called", detail = "Try again later, or tell the API's owner the requestId." }
    INTEGRATION_TIMEOUT            = { status = 504, code = "deadline", title = "The function took too long", detail = "Send a smaller photo or fewer of them, or try again later." }
    INVALID_API_KEY                = { status = 403, code = "invalid-api-key", title = "No valid API key", detail = "Send the key in the header x-api-key. It has to be enabled and in the usage plan of this stage." }
    INVALID_SIGNATURE              = { status = 403, code = "invalid-signature", title = "The signature is not valid", detail = "Sign the request with Signature Version 4 for the service execute-api; check region, credentials and clock." }
    MISSING_AUTHENTICATION_TOKEN = local.signed ? {
      status = 403, code = "missing-authentication", title = "No signature, or no such path", detail = "Sign the request with Signature Version 4, and check path, method and stage against /openapi.json."
      } : {
      status = 404, code = "not-found", title = "No such path and method", detail = "Check path, method and stage: photos go by POST to /predict below the stage's base URL."
    }
    QUOTA_EXCEEDED         = { status = 429, code = "quota-exceeded", title = "The quota is used up", detail = "Wait for the quota's next period, or ask the API's owner for more." }
    REQUEST_TOO_LARGE      = { status = 413, code = "request-too-large", title = "The request is too large", detail = "A request may have 10 MB at the gateway and about 4.5 MB of photo at the function. Send a smaller photo, or its URL." }
    RESOURCE_NOT_FOUND     = { status = 404, code = "not-found", title = "No such path", detail = "Check path, method and stage: photos go by POST to /predict below the stage's base URL." }
    THROTTLED              = { status = 429, code = "throttled", title = "Too many requests", detail = "Send fewer requests a second; retry with growing pauses." }
    UNAUTHORIZED           = { status = 401, code = "unauthorized", title = "Not signed in", detail = "Send a valid token in the header Authorization." }
    UNSUPPORTED_MEDIA_TYPE = { status = 415, code = "unsupported-media-type", title = "Media type not supported", detail = "Send application/json, an image/* body, application/octet-stream or multipart/form-data." }
    WAF_FILTERED           = { status = 403, code = "blocked", title = "Blocked by the firewall", detail = "A firewall rule matched the request, or too many came from your address. If this is wrong, tell the API's owner the requestId." }
  }

  # $context.requestId is put in by the gateway; jsonencode leaves the dollar alone.
  gateway_responses = { for type, problem in local.problems : type => {
    status = problem.status == null ? null : tostring(problem.status)
    body = jsonencode(merge(
      { type = "urn:clothes-classification:problem:${problem.code}", title = problem.title },
      { for name, value in { status = problem.status } : name => value if value != null },
      { detail = problem.detail, requestId = "$context.requestId" },
    ))
  } }
}

resource "aws_api_gateway_gateway_response" "this" {
  for_each = local.api_spec.gateway_responses

  rest_api_id   = aws_api_gateway_rest_api.this.id
  response_type = each.key
  status_code   = each.value.status

  # The template's key is the only one that API Gateway reads; the header says what the body is.
  response_templates = { "application/json" = each.value.body }
  response_parameters = merge(
    { "gatewayresponse.header.Content-Type" = "'application/problem+json'" },
    each.key == "THROTTLED" ? { "gatewayresponse.header.Retry-After" = "'1'" } : {},
    { for header, value in local.api_spec.origin_header : "gatewayresponse.header.${header}" => value },
  )
}
