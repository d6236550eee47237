# The state machine, in the Amazon States Language. tests/EndToEnd/Batch checks it against the language's rules, and runs it.
locals {
  # What an execution's input may leave out. Its own values win.
  defaults = {
    bucket       = var.input_bucket
    output       = "s3://${var.output_bucket}/${trimsuffix(var.output_prefix, "/")}"
    "job.$"      = "$$.Execution.Name"
    top          = null
    minScore     = null
    features     = null
    requestPayer = null
  }

  # What each batch is given beside its keys.
  batch_input = { for name in keys(local.defaults) : "${trimsuffix(name, ".$")}.$" => "$.${trimsuffix(name, ".$")}" }

  longest_wait = 120

  retry = [
    # Busy, and better later: S3 by the function, and Lambda. The waits are 2, 4, 8, 16, 30, 30 and 30 seconds at most, each
    # by chance anything below.
    {
      ErrorEquals     = ["StorageUnavailable", "Lambda.TooManyRequestsException", "Lambda.ServiceException", "Lambda.AWSLambdaException", "Lambda.SdkClientException"]
      IntervalSeconds = 2
      BackoffRate     = 2
      MaxDelaySeconds = 30
      MaxAttempts     = 7
      JitterStrategy  = "FULL"
    },
    # A crash, no memory or no time: once by chance, three times hardly.
    {
      ErrorEquals     = ["DeadlineExceeded", "Lambda.ClientExecutionTimeoutException", "Lambda.Unknown", "Runtime.ExitError", "Sandbox.Timedout", "States.Timeout"]
      IntervalSeconds = 1
      BackoffRate     = 2
      MaxAttempts     = 2
      JitterStrategy  = "FULL"
    },
  ]

  # What a list of S3 says of an object, as far as the function reads it.
  listed = {
    "Key.$"  = "$$.Map.Item.Value.Key"
    "Size.$" = "$$.Map.Item.Value.Size"
  }

  # A batch: calls the function until nothing is left of it.
  child = {
    ProcessorConfig = {
      Mode          = "DISTRIBUTED"
      ExecutionType = local.child_type
    }
    StartAt = "Classify"
    States = {
      Classify = {
        Type     = "Task"
        Resource = "arn:${data.aws_partition.current.partition}:states:::lambda:invoke"
        Parameters = {
          FunctionName = var.function.alias_arn
          "Payload.$"  = "$"
        }
        # A little more than the function's own, which ends by itself.
        TimeoutSeconds = var.function.timeout + 10
        ResultSelector = { "answer.$" = "$.Payload" }
        ResultPath     = "$.result"
        Retry          = local.retry
        Next           = "Is anything left"
      }
      # A call that did not have the time for all answers for one photo at least: this ends.
      "Is anything left" = {
        Type    = "Choice"
        Choices = [{ Variable = "$.result.answer.left[0]", IsPresent = true, Next = "Take what is left" }]
        Default = "Done"
      }
      "Take what is left" = {
        Type = "Pass"
        Parameters = {
          "Items.$"      = "$.result.answer.left"
          "BatchInput.$" = "$.BatchInput"
        }
        Next = "Classify"
      }
      Done = {
        Type       = "Succeed"
        OutputPath = "$.result.answer"
      }
    }
  }

  batcher = {
    MaxItemsPerBatch = var.batch_size
    # The state of a child holds the keys twice where some are left, and may have 256 KiB.
    MaxInputBytesPerBatch = 100000
    BatchInput            = local.batch_input
  }

  # What all maps have, whatever they read.
  map = {
    Type                       = "Map"
    ItemProcessor              = local.child
    MaxConcurrency             = var.max_concurrency
    ToleratedFailurePercentage = var.tolerated_failure_percentage
    ItemBatcher                = local.batcher
    ResultWriter = {
      Resource = "arn:${data.aws_partition.current.partition}:states:::s3:putObject"
      Parameters = {
        Bucket     = var.output_bucket
        "Prefix.$" = "States.Format('${var.output_prefix}runs/{}', $$.Execution.Name)"
      }
    }
    ResultPath = "$.run"
    End        = true
  }

  definition = {
    Comment = "Classifies the photos of a bucket, ${var.batch_size} a call."
    StartAt = "Know the defaults"
    States = {
      "Know the defaults" = {
        Type       = "Pass"
        Parameters = local.defaults
        ResultPath = "$.defaults"
        Next       = "Take the input"
      }
      "Take the input" = {
        Type       = "Pass"
        Parameters = { "job.$" = "States.JsonMerge($.defaults, $$.Execution.Input, false)" }
        OutputPath = "$.job"
        Next       = "What is to be read"
      }
      "What is to be read" = {
        Type = "Choice"
        Choices = [
          { Variable = "$.manifest.key", IsPresent = true, Next = "Photos of an inventory" },
          { Variable = "$.list.key", IsPresent = true, Next = "Photos of a list" },
          { Variable = "$.prefix", IsPresent = true, Next = "Photos below a prefix" },
        ]
        Default = "Nothing to read"
      }
      "Nothing to read" = {
        Type  = "Fail"
        Error = "NothingToRead"
        Cause = "The input has to have one of prefix, list and manifest."
      }
      "Photos below a prefix" = merge(local.map, {
        Label = "Prefix"
        ItemReader = {
          Resource   = "arn:${data.aws_partition.current.partition}:states:::s3:listObjectsV2"
          Parameters = { "Bucket.$" = "$.bucket", "Prefix.$" = "$.prefix" }
        }
        ItemSelector = local.listed
      })
      # The first line names the columns: Key, and VersionId where versions are meant.
      "Photos of a list" = merge(local.map, {
        Label = "List"
        ItemReader = {
          Resource     = "arn:${data.aws_partition.current.partition}:states:::s3:getObject"
          ReaderConfig = { InputType = "CSV", CSVHeaderLocation = "FIRST_ROW" }
          Parameters   = { "Bucket.$" = "$.list.bucket", "Key.$" = "$.list.key" }
        }
      })
      "Photos of an inventory" = merge(local.map, {
        Label = "Inventory"
        ItemReader = {
          Resource     = "arn:${data.aws_partition.current.partition}:states:::s3:getObject"
          ReaderConfig = { InputType = "MANIFEST" }
          Parameters   = { "Bucket.$" = "$.manifest.bucket", "Key.$" = "$.manifest.key" }
        }
        # S3 writes keys into an inventory as they are in a URL.
        ItemBatcher = merge(local.batcher, { BatchInput = merge(local.batch_input, { keysAreEncoded = true }) })
      })
    }
  }
}
