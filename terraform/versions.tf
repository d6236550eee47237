terraform {
  # 1.9: validations that look at other variables.
  required_version = ">= 1.9"

  required_providers {
    aws = {
      source = "hashicorp/aws"
      # 5.100 is the version that the tests run; nothing that 6 took away is used. The runtime dotnet10 needs 6.27.
      version = ">= 5.100, < 7.0"
    }
  }

  # State holds the values of the API keys. Keep it encrypted, versioned and locked, for example:
  #
  # backend "s3" {
  #   bucket       = "my-terraform-state"
  #   key          = "clothes-classification/test.tfstate"
  #   region       = "eu-central-1"
  #   encrypt      = true
  #   use_lockfile = true # Terraform 1.10 or newer
  # }
}
