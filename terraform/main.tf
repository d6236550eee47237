module "function" {
  source = "./modules/function"

  name               = local.function_name
  description        = "Classifies photos of clothes, stage ${var.stage}"
  package_path       = local.package_path
  package_bucket     = var.package_bucket
  package_through_s3 = var.package_through_s3
  runtime            = var.runtime
  architecture       = var.architecture
  environment        = local.environment

  memory_size             = var.memory_size
  timeout                 = var.timeout
  reserved_concurrency    = var.reserved_concurrency
  provisioned_concurrency = var.provisioned_concurrency
  snap_start              = var.snap_start
  canary                  = var.canary

  role                    = var.role
  vpc                     = var.vpc
  dead_letter_arn         = var.dead_letter_arn
  code_signing_config_arn = var.code_signing_config_arn
  kms_key_arn             = var.kms_key_arn
  log_level               = var.log_level
  log_retention_days      = var.log_retention_days
}

module "api" {
  source = "./modules/api"

  name   = var.name
  stage  = var.stage
  routes = local.routes

  function = {
    name      = module.function.function_name
    qualifier = module.function.alias_name
  }

  authorization       = var.authorization
  allow_public_access = var.allow_public_access
  cognito             = var.cognito
  api_keys            = var.api_keys
  usage_plan          = var.usage_plan
  throttle            = var.throttle
  access_policy       = var.access_policy
  endpoint            = var.endpoint

  domain                       = var.domain
  disable_execute_api_endpoint = var.disable_execute_api_endpoint
  waf                          = var.waf
  cors_origins                 = var.cors_origins
  max_photos                   = var.max_photos
  integration_timeout_ms       = var.integration_timeout_ms
  redeploy                     = var.redeploy

  logging            = var.api_logging
  metrics            = var.api_metrics
  log_retention_days = var.log_retention_days
  kms_key_arn        = var.kms_key_arn
}

# Not the function behind the API: a batch takes longer than a request may, and has a concurrency of its own.
module "batch_function" {
  source = "./modules/function"
  count  = var.batch == null ? 0 : 1

  name               = "${local.function_name}-batch"
  description        = "Classifies photos in a bucket, stage ${var.stage}"
  package_path       = local.package_path
  package_bucket     = var.package_bucket
  package_through_s3 = var.package_through_s3
  runtime            = var.runtime
  architecture       = var.architecture
  environment        = merge(local.environment, var.batch.arrivals ? { CLOTHES_BATCH_OUTPUT = "s3://${var.batch.output_bucket}/${var.batch.output_prefix}arrivals" } : {})

  memory_size          = var.batch.memory_size
  timeout              = var.batch.timeout
  reserved_concurrency = var.batch.reserved_concurrency

  role                    = { path = var.role.path, permissions_boundary_arn = var.role.permissions_boundary_arn }
  vpc                     = var.vpc
  code_signing_config_arn = var.code_signing_config_arn
  kms_key_arn             = var.kms_key_arn
  log_level               = var.log_level
  log_retention_days      = var.log_retention_days
}

module "batch" {
  source = "./modules/batch"
  count  = var.batch == null ? 0 : 1

  name = "${local.function_name}-batch"

  function = {
    name      = module.batch_function[0].function_name
    alias     = module.batch_function[0].alias_name
    role_name = module.batch_function[0].role_name
    timeout   = var.batch.timeout
  }

  input_bucket   = var.batch.input_bucket
  input_prefixes = var.batch.input_prefixes
  output_bucket  = var.batch.output_bucket
  output_prefix  = var.batch.output_prefix
  lists          = var.batch.lists

  input_kms_key_arn  = var.batch.input_kms_key_arn
  output_kms_key_arn = var.batch.output_kms_key_arn

  batch_size                   = var.batch.batch_size
  max_concurrency              = var.batch.max_concurrency
  tolerated_failure_percentage = var.batch.tolerated_failure_percentage
  arrivals                     = var.batch.arrivals

  role = { path = var.role.path, permissions_boundary_arn = var.role.permissions_boundary_arn }
}

module "observability" {
  source = "./modules/observability"

  api_name           = module.api.name
  stage              = module.api.stage
  function_name      = module.function.function_name
  alias_name         = module.function.alias_name
  function_log_group = module.function.log_group_name

  reserved_concurrency   = var.reserved_concurrency
  account_concurrency    = var.account_concurrency
  integration_timeout_ms = var.integration_timeout_ms
  method_metrics         = var.api_metrics
  metrics_namespace      = var.metrics_namespace
  alarms                 = var.alarms
  dashboard              = var.dashboard

  batch = var.batch == null ? null : {
    state_machine_arn = module.batch[0].state_machine_arn
    function_name     = module.batch_function[0].function_name
    failed_queue_name = module.batch[0].failed_queue_name
  }
}
