locals {
  base_url = var.domain == null ? aws_api_gateway_stage.this.invoke_url : join("/", compact(["https://${var.domain.name}", var.domain.base_path]))
}

output "rest_api_id" {
  description = "Id of the REST API."
  value       = aws_api_gateway_rest_api.this.id
}

output "name" {
  description = "Name of the REST API."
  value       = aws_api_gateway_rest_api.this.name
}

output "execution_arn" {
  description = "ARN to build IAM policies for callers with: `<execution_arn>/<stage>/POST/predict`."
  value       = aws_api_gateway_rest_api.this.execution_arn
}

output "stage" {
  description = "Name of the stage."
  value       = aws_api_gateway_stage.this.stage_name
}

output "stage_arn" {
  description = "ARN of the stage, for a web ACL of your own."
  value       = aws_api_gateway_stage.this.arn
}

output "base_url" {
  description = "URL that the routes are below: the custom domain where there is one, else the stage's own."
  value       = local.base_url
}

output "urls" {
  description = "URL of each route, by the route's name."
  value       = { for key, route in local.routes : key => "${local.base_url}/${route.path}" }
}

output "usage_plan_id" {
  description = "Id of the usage plan; null where no key is asked for."
  value       = one(aws_api_gateway_usage_plan.this[*].id)
}

output "api_key_ids" {
  description = "Id of each API key by its name; values are read with the AWS CLI."
  value       = { for name, key in aws_api_gateway_api_key.this : name => key.id }
}

output "log_group_names" {
  description = "Log groups of access and execution; empty where logging is off."
  value       = concat(aws_cloudwatch_log_group.access[*].name, aws_cloudwatch_log_group.execution[*].name)
}

output "domain_target" {
  description = "What the custom domain's DNS record has to point to, where Route 53 is not managed here; null without a domain, and for PRIVATE, where it is the name of the VPC endpoint."
  value = var.domain == null || local.private ? null : {
    name    = local.edge ? aws_api_gateway_domain_name.this[0].cloudfront_domain_name : aws_api_gateway_domain_name.this[0].regional_domain_name
    zone_id = local.edge ? aws_api_gateway_domain_name.this[0].cloudfront_zone_id : aws_api_gateway_domain_name.this[0].regional_zone_id
  }
}

output "web_acl_arn" {
  description = "Web ACL in front of the stage; null for none."
  value       = one(aws_wafv2_web_acl_association.this[*].web_acl_arn)
}

output "access_policy" {
  description = "Statements of the resource policy, with resources below the API's ARN."
  value       = local.access_statements
}

output "specification" {
  description = "Hash of the API as it is written; another one means another deployment."
  value       = sha256(jsonencode(local.api_spec))
}
