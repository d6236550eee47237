# Everything that an owner usually turns on: a key of your own for all data at rest, a custom domain, a firewall, a dead-letter
# queue, a year of logs, alarms to a topic, and CORS for one page.
locals {
  name = "clothes-classification"
}

module "function" {
  source = "../../modules/function"

  name         = "${local.name}-${var.stage}"
  package_path = var.package_path

  reserved_concurrency    = var.reserved_concurrency
  dead_letter_arn         = aws_sqs_queue.failed.arn
  kms_key_arn             = aws_kms_key.this.arn
  code_signing_config_arn = var.code_signing_config_arn
  vpc                     = var.vpc
  log_retention_days      = 365

  environment = {
    CLOTHES_METRICS_NAMESPACE   = "ClothesClassification"
    CLOTHES_CORS_ORIGINS        = join(",", var.cors_origins)
    CLOTHES_FETCH_ALLOWED_HOSTS = join(",", var.photo_hosts)
  }
}

module "api" {
  source = "../../modules/api"

  name  = local.name
  stage = var.stage

  function = {
    name      = module.function.function_name
    qualifier = module.function.alias_name
  }

  api_keys   = var.callers
  usage_plan = { rate_limit = 10, burst_limit = 20, quota_limit = 100000, quota_period = "MONTH" }
  throttle   = { rate_limit = 50, burst_limit = 100 }

  domain                       = { name = var.domain_name, certificate_arn = var.certificate_arn, hosted_zone_id = var.hosted_zone_id }
  disable_execute_api_endpoint = true
  waf                          = { rate_limit = 1000 }
  cors_origins                 = var.cors_origins

  # The account and region need their logging role first: terraform/account.
  logging            = true
  log_retention_days = 365
  kms_key_arn        = aws_kms_key.this.arn
}

module "observability" {
  source = "../../modules/observability"

  api_name           = module.api.name
  stage              = module.api.stage
  function_name      = module.function.function_name
  alias_name         = module.function.alias_name
  function_log_group = module.function.log_group_name

  reserved_concurrency = var.reserved_concurrency
  account_concurrency  = var.account_concurrency
  alarms               = { sns_topic_arns = [aws_sns_topic.alarms.arn], latency_p99_ms = 5000 }
}
