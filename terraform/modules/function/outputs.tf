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

  precondition {
    condition     = var.canary != null || !startswith(data.aws_lambda_alias.before.description, local.held_back)
    error_message = "The alias ${data.aws_lambda_alias.before.name} is held at version ${data.aws_lambda_alias.before.function_version} by a canary or roll-back that these variables do not know, and this apply would end it. Keep it with canary = { stable_version = \"${data.aws_lambda_alias.before.function_version}\" } in the environment's file, or give the newest version all calls with canary = { stable_version = \"${data.aws_lambda_alias.before.function_version}\", weight = 1 }; after that apply canary can be left out."
  }
}

output "package_sha256" {
  description = "SHA-256 of the package, in base64; Lambda's own `CodeSha256` differs from it where someone changed the code from outside."
  value       = local.package_hash
}

output "role_arn" {
  description = "ARN of the execution role."
  value       = aws_iam_role.this.arn
}

output "role_name" {
  description = "Name of the execution role, to give it further permissions."
  value       = aws_iam_role.this.name
}

output "log_group_name" {
  description = "The function's log group."
  value       = aws_cloudwatch_log_group.this.name
}

output "package_bucket" {
  description = "Bucket that the package went through; null where it was uploaded directly."
  value       = local.package_bucket
}
