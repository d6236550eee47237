# The API as it is written here. Resources read from it, and its hash alone triggers a deployment: what the provider
# gives back is not in it, so that a second plan is empty and a provider's upgrade deploys nothing.
locals {
  # Not its id or name, of which version 6 of the provider warns: both major versions know the endpoint.
  region = split(".", data.aws_region.current.endpoint)[1]

  function_arn = join(":", compact([
    "arn", data.aws_partition.current.partition, "lambda", local.region,
    data.aws_caller_identity.current.account_id, "function", var.function.name, var.function.qualifier,
  ]))

  api_spec = {
    name     = var.name
    redeploy = var.redeploy

    binary_media_types           = var.binary_media_types
    endpoint                     = var.endpoint
    disable_execute_api_endpoint = var.disable_execute_api_endpoint

    authorization = local.authorization
    routes        = local.routes
    body_model    = local.body_model
    integration = {
      type       = var.proxy ? "AWS_PROXY" : "AWS"
      uri        = "arn:${data.aws_partition.current.partition}:apigateway:${local.region}:lambda:path/2015-03-31/functions/${local.function_arn}/invocations"
      timeout_ms = var.integration_timeout_ms
    }

    plain_responses   = local.plain_responses
    origin_header     = local.origin_header
    preflight_headers = local.preflight_headers
    gateway_responses = local.gateway_responses
    access_statements = local.access_statements
  }

  authorization = {
    type             = var.authorization == "API_KEY" ? "NONE" : var.authorization
    key_required     = var.authorization == "API_KEY"
    user_pool_arns   = sort(var.cognito.user_pool_arns)
    scopes           = sort(var.cognito.scopes)
    needs_authorizer = var.authorization == "COGNITO_USER_POOLS"
  }

  routes = { for key, route in var.routes : key => {
    path         = route.path
    method       = route.method
    reads_photo  = route.reads_photo
    key_required = local.authorization.key_required && !route.open
    type         = route.open ? "NONE" : local.authorization.type
  } }

  paths = toset([for route in local.routes : route.path])

  # What a JSON body has to look like; draft 4 is what API Gateway reads. It refuses only what the function would refuse
  # too. Bodies of other media types are not looked at here.
  body_model = {
    "$schema" = "http://json-schema.org/draft-04/schema#"
    title     = "PredictRequest"
    type      = "object"
    properties = {
      url   = { type = "string", minLength = 1 }
      image = { type = "string", minLength = 1 }
      images = {
        type     = "array"
        minItems = 1
        maxItems = var.max_photos
        items    = { type = "object" }
      }
      top       = { type = "integer", minimum = 1 }
      min_score = { type = "number", minimum = 0, maximum = 1 }
      explain   = { type = "boolean" }
      features  = { type = "boolean" }
    }
    anyOf = [{ required = ["url"] }, { required = ["image"] }, { required = ["images"] }]
  }
}

data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

data "aws_region" "current" {}
