# Photos in a bucket, without an API: the packaged function, and the state machine that hands it batches.
module "function" {
  source = "../../modules/function"

  name                 = local.name
  description          = "Classifies photos in a bucket, stage ${var.stage}"
  package_path         = var.package_path
  timeout              = local.timeout
  reserved_concurrency = var.reserved_concurrency
}

module "batch" {
  source = "../../modules/batch"

  name = local.name

  function = {
    name      = module.function.function_name
    alias     = module.function.alias_name
    role_name = module.function.role_name
    timeout   = local.timeout
  }

  input_bucket    = var.input_bucket
  input_prefixes  = var.input_prefixes
  output_bucket   = var.output_bucket
  lists           = var.lists
  max_concurrency = var.max_concurrency
}

locals {
  name    = "clothes-classification-${var.stage}-batch"
  timeout = 60
}
