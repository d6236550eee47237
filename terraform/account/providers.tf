# Credentials and, where var.region is null, the region come from the environment or the AWS configuration files.
provider "aws" {
  region = var.region

  default_tags {
    tags = merge({ ManagedBy = "terraform" }, var.tags)
  }
}
