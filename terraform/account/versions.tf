terraform {
  required_version = ">= 1.9"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.100, < 7.0"
    }
  }

  # Keep the state: whoever applies this a second time would have to import what is there. For example:
  #
  # backend "s3" {
  #   bucket       = "my-terraform-state"
  #   key          = "account/eu-central-1/api-gateway.tfstate"
  #   region       = "eu-central-1"
  #   encrypt      = true
  #   use_lockfile = true # Terraform 1.10 or newer
  # }
}
