locals {
  function_name = "${var.name}-${var.stage}"

  # As `./build.sh package` and `./build.sh package --arch=arm64` name it.
  package_path = coalesce(var.package_path, "${path.module}/../artifacts/clothes-classification${var.architecture == "arm64" ? "-arm64" : ""}.zip")

  # Settings of the function that the API or the dashboard has to agree with, and the variable that tells both.
  shared_settings = {
    CLOTHES_CORS_ORIGINS        = "cors_origins"
    CLOTHES_FETCH               = "fetch.enabled"
    CLOTHES_FETCH_ALLOWED_HOSTS = "fetch.allowed_hosts"
    CLOTHES_MAX_PHOTOS          = "max_photos"
    CLOTHES_METRICS_NAMESPACE   = "metrics_namespace"
  }

  environment = merge(
    {
      CLOTHES_METRICS_NAMESPACE = var.metrics_namespace
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
