locals {
  function_name = "${var.name}-${var.stage}"

  package_path = coalesce(var.package_path, "${path.module}/../artifacts/clothes-classification.zip")

  metrics_namespace = "ClothesClassification"

  # What the API's configuration and the function have to agree on is said once, here; var.environment comes last and wins.
  environment = merge(
    {
      CLOTHES_METRICS_NAMESPACE = local.metrics_namespace
      CLOTHES_MAX_PHOTOS        = tostring(var.max_photos)
      CLOTHES_FETCH             = var.fetch.enabled ? "on" : "off"
    },
    length(var.cors_origins) == 0 ? {} : { CLOTHES_CORS_ORIGINS = join(",", sort(var.cors_origins)) },
    length(var.fetch.allowed_hosts) == 0 ? {} : { CLOTHES_FETCH_ALLOWED_HOSTS = join(",", var.fetch.allowed_hosts) },
    var.environment,
  )

  routes = {
    predict = { path = "predict", method = "POST", reads_photo = true, open = false }
    health  = { path = "health", method = "GET", reads_photo = false, open = var.open_health }
    model   = { path = "model", method = "GET", reads_photo = false, open = false }
    openapi = { path = "openapi.json", method = "GET", reads_photo = false, open = false }
  }
}
