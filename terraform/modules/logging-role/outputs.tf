output "role_arn" {
  description = "ARN of the role. Let stages depend on it: API Gateway refuses logging before it is set."
  value       = aws_api_gateway_account.this.cloudwatch_role_arn
}
