locals {
  edge = var.endpoint.type == "EDGE"

  # A private domain's ARN ends with an id that is known only when it is there.
  domain_arn = var.domain == null ? null : "arn:${data.aws_partition.current.partition}:execute-api:${local.region}:${data.aws_caller_identity.current.account_id}:/domainnames/${var.domain.name}+*"
}

# A private domain is reached by the API's VPC endpoints, each of which is associated with it. Its policy comes before the
# API's, which decides the rest.
resource "aws_api_gateway_domain_name" "this" {
  count = var.domain == null ? 0 : 1

  domain_name              = var.domain.name
  certificate_arn          = local.edge || local.private ? var.domain.certificate_arn : null
  regional_certificate_arn = local.edge || local.private ? null : var.domain.certificate_arn
  security_policy          = "TLS_1_2"

  policy = !local.private ? null : jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "AllowCallers"
        Effect    = "Allow"
        Principal = "*"
        Action    = "execute-api:Invoke"
        Resource  = local.domain_arn
      },
      {
        Sid       = "DenyOtherEndpoints"
        Effect    = "Deny"
        Principal = "*"
        Action    = "execute-api:Invoke"
        Resource  = local.domain_arn
        Condition = { StringNotEquals = { "aws:SourceVpce" = var.endpoint.vpc_endpoint_ids } }
      },
    ]
  })

  endpoint_configuration {
    types = [var.endpoint.type]
  }

  tags = var.tags

  lifecycle {
    precondition {
      condition     = local.edge || split(":", var.domain.certificate_arn)[3] == local.region
      error_message = "domain.certificate_arn is of ${split(":", var.domain.certificate_arn)[3]}, and the API is in ${local.region}: a ${var.endpoint.type} domain needs a certificate of its own region."
    }
  }
}

resource "aws_api_gateway_domain_name_access_association" "this" {
  count = var.domain != null && local.private ? length(var.endpoint.vpc_endpoint_ids) : 0

  access_association_source      = var.endpoint.vpc_endpoint_ids[count.index]
  access_association_source_type = "VPCE"
  domain_name_arn                = aws_api_gateway_domain_name.this[0].arn

  tags = var.tags
}

resource "aws_api_gateway_base_path_mapping" "this" {
  count = var.domain == null ? 0 : 1

  api_id         = aws_api_gateway_rest_api.this.id
  stage_name     = aws_api_gateway_stage.this.stage_name
  domain_name    = aws_api_gateway_domain_name.this[0].domain_name
  domain_name_id = local.private ? aws_api_gateway_domain_name.this[0].domain_name_id : null
  base_path      = var.domain.base_path
}

resource "aws_route53_record" "this" {
  count = try(var.domain.hosted_zone_id, null) == null ? 0 : 1

  zone_id = var.domain.hosted_zone_id
  name    = aws_api_gateway_domain_name.this[0].domain_name
  type    = "A"

  alias {
    name                   = local.edge ? aws_api_gateway_domain_name.this[0].cloudfront_domain_name : aws_api_gateway_domain_name.this[0].regional_domain_name
    zone_id                = local.edge ? aws_api_gateway_domain_name.this[0].cloudfront_zone_id : aws_api_gateway_domain_name.this[0].regional_zone_id
    evaluate_target_health = false
  }
}
