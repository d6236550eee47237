# The smallest use from a configuration of your own: the packaged function behind a REST API with a key and a usage plan.
module "function" {
  source = "../../modules/function"

  name         = "clothes-classification-${var.stage}"
  package_path = var.package_path
}

module "api" {
  source = "../../modules/api"

  stage = var.stage

  function = {
    name      = module.function.function_name
    qualifier = module.function.alias_name
  }
}
