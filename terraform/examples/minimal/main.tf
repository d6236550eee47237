# The smallest use from a configuration of your own: the packaged function behind a REST API with a key and a usage plan.
module "function" {
  source = "../../modules/function"

  name         = "clothes-classification-${var.stage}"
  package_path = var.package_path
}

module "api" {
  source = "../../modules/api"

  stage = var.stage
  # An account that never logged from API Gateway needs modules/logging-role first.
  logging = false

  function = {
    name      = module.function.function_name
    qualifier = module.function.alias_name
  }
}
