resource "aws_api_gateway_rest_api" "this" {
  name        = local.api_spec.name
  description = var.description

  # Named types only: with */* a JSON body, too, would reach the function in base64.
  binary_media_types           = local.api_spec.binary_media_types
  api_key_source               = "HEADER"
  disable_execute_api_endpoint = local.api_spec.disable_execute_api_endpoint

  endpoint_configuration {
    types            = [local.api_spec.endpoint.type]
    vpc_endpoint_ids = local.api_spec.endpoint.type == "PRIVATE" ? local.api_spec.endpoint.vpc_endpoint_ids : null
  }

  tags = var.tags

  lifecycle {
    create_before_destroy = true
    replace_triggered_by  = [terraform_data.integration_type]
  }
}

# An integration of another type replaces the one before, in the same place, and its end would be that of both. A function
# that wants another event wants another API.
resource "terraform_data" "integration_type" {
  input = local.api_spec.integration.type
}

resource "aws_api_gateway_resource" "this" {
  for_each = local.paths

  rest_api_id = aws_api_gateway_rest_api.this.id
  parent_id   = aws_api_gateway_rest_api.this.root_resource_id
  path_part   = each.key
}

resource "aws_api_gateway_model" "body" {
  rest_api_id  = aws_api_gateway_rest_api.this.id
  name         = "PredictRequest"
  description  = "A photo, or several, by URL or in base64"
  content_type = "application/json"
  schema       = jsonencode(local.api_spec.body_model)
}

resource "aws_api_gateway_request_validator" "this" {
  rest_api_id                 = aws_api_gateway_rest_api.this.id
  name                        = "body-and-parameters"
  validate_request_body       = true
  validate_request_parameters = true
}
