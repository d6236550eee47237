output "function_name" {
  description = "Name of the function."
  value       = aws_lambda_function.this.function_name
}

output "function_arn" {
  description = "ARN of the function, without a version."
  value       = aws_lambda_function.this.arn
}

output "alias_name" {
  description = "Name of the alias that callers use."
  value       = aws_lambda_alias.live.name
}

output "alias_arn" {
  description = "ARN of the alias that callers use."
  value       = aws_lambda_alias.live.arn
}

output "version" {
  description = "The newest published version: what to name as `canary.stable_version` before the next release."
  value       = aws_lambda_function.this.version
}

output "package_sha256" {
  description = "SHA-256 of the package, in base64; Lambda's own `CodeSha256` differs from it where someone changed the code from outside."
  value       = local.package_hash
}

output "role_arn" {
  description = "ARN of the execution role."
  value       = aws_iam_role.this.arn
}

output "log_group_name" {
  description = "The function's log group."
  value       = aws_cloudwatch_log_group.this.name
}

output "package_bucket" {
  description = "Bucket that the package went through; null where it was uploaded directly."
  value       = local.package_bucket
}
