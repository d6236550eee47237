# Earlier versions could set the account's logging role from this state. It is forgotten and not destroyed: every API of the
# region logs by it. terraform/account can take it over.
removed {
  from = module.logging_role

  lifecycle {
    destroy = false
  }
}
