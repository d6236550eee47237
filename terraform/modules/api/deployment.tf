# A deployment is a snapshot; the stage shows it. A change of the specification makes a new one before the old one goes.
resource "aws_api_gateway_deployment" "this" {
  rest_api_id = aws_api_gateway_rest_api.this.id
  description = "Specification ${substr(sha256(jsonencode(local.api_spec)), 0, 12)}"

  triggers = {
    specification = sha256(jsonencode(local.api_spec))
  }

  lifecycle {
    create_before_destroy = true
  }

  # Everything that a snapshot holds; a test compares this list with the resources of this module.
  depends_on = [
    aws_api_gateway_authorizer.this,
    aws_api_gateway_gateway_response.this,
    aws_api_gateway_integration.cors,
    aws_api_gateway_integration.this,
    aws_api_gateway_integration_response.cors,
    aws_api_gateway_integration_response.plain,
    aws_api_gateway_method.cors,
    aws_api_gateway_method.this,
    aws_api_gateway_method_response.cors,
    aws_api_gateway_method_response.plain,
    aws_api_gateway_model.body,
    aws_api_gateway_request_validator.this,
    aws_api_gateway_resource.this,
    aws_api_gateway_rest_api_policy.this,
  ]
}
