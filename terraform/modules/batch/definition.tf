# The state machine, in the Amazon States Language. tests/EndToEnd/Batches checks it against the language's rules, and runs it.
locals {
  partition = data.aws_partition.current.partition

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

  # Where keys come from: the input that asks for it, and what reads it.
  sources = {
    "an inventory" = {
      asked_by     = "$.manifest.key"
      label        = "Inventory"
      reader       = { Resource = local.get_object, ReaderConfig = { InputType = "MANIFEST" }, Parameters = { "Bucket.$" = "$.manifest.bucket", "Key.$" = "$.manifest.key" } }
      item         = {}
      batch_inputs = merge(local.batch_input, { keysAreEncoded = true })
    }
    # Its first line names the columns: Key, and VersionId where versions are meant.
    "a list" = {
      asked_by     = "$.list.key"
      label        = "List"
      reader       = { Resource = local.get_object, ReaderConfig = { InputType = "CSV", CSVHeaderLocation = "FIRST_ROW" }, Parameters = { "Bucket.$" = "$.list.bucket", "Key.$" = "$.list.key" } }
      item         = {}
      batch_inputs = local.batch_input
    }
    "a prefix" = {
      asked_by     = "$.prefix"
      label        = "Prefix"
      reader       = { Resource = "arn:${local.partition}:states:::s3:listObjectsV2", Parameters = { "Bucket.$" = "$.bucket", "Prefix.$" = "$.prefix" } }
      item         = { ItemSelector = local.listed }
      batch_inputs = local.batch_input
    }
  }
  get_object = "arn:${local.partition}:states:::s3:getObject"
  listed     = { "Key.$" = "$$.Map.Item.Value.Key", "Size.$" = "$$.Map.Item.Value.Size" }

  retry = [
    # Lambda restores a function that was long unused, which takes up to two minutes. Jitter would make that time shorter.
    {
      ErrorEquals     = ["Lambda.CodeArtifactUserPendingException", "Lambda.ResourceNotReadyException", "Lambda.ResourceConflictException"]
      IntervalSeconds = 10
      BackoffRate     = 2
      MaxDelaySeconds = 60
      MaxAttempts     = 4
    },
    # Busy, and better later: S3, by the function, and Lambda; and, as that may be it, whatever the runtime dotnet10 does not name.
    {
      ErrorEquals     = ["StorageUnavailable", "FunctionFailedException", "Lambda.TooManyRequestsException", "Lambda.ServiceException", "Lambda.AWSLambdaException", "Lambda.SdkClientException"]
      IntervalSeconds = 2
      BackoffRate     = 2
      MaxDelaySeconds = 30
      MaxAttempts     = 7
      JitterStrategy  = "FULL"
    },
    # A crash, no memory or no time: once by chance, three times hardly.
    {
      ErrorEquals     = ["DeadlineExceeded", "Lambda.ClientExecutionTimeoutException", "Lambda.Unknown", "Runtime.ExitError", "Runtime.OutOfMemory", "Sandbox.Timedout", "States.Timeout"]
      IntervalSeconds = 1
      BackoffRate     = 2
      MaxAttempts     = 2
      JitterStrategy  = "FULL"
    },
  ]
  # All waits of one retrier, at most: 10, 20, 40 and 60 seconds.
  longest_wait = max([for retrier in local.retry : sum([
    for attempt in range(retrier.MaxAttempts) : min(retrier.IntervalSeconds * pow(retrier.BackoffRate, attempt), try(retrier.MaxDelaySeconds, 60))
  ])]...)

  # For each source a map, whose children call the function until nothing of their batch is left. A state's name is one in the
  # whole machine.
  maps = { for name, source in local.sources : "Photos of ${name}" => merge(source.item, {
    Type                       = "Map"
    Label                      = source.label
    ItemReader                 = source.reader
    MaxConcurrency             = var.max_concurrency
    ToleratedFailurePercentage = var.tolerated_failure_percentage
    ItemBatcher = {
      MaxItemsPerBatch = var.batch_size
      # The state of a child has the keys twice where some are left, and may have 256 KiB.
      MaxInputBytesPerBatch = 100000
      BatchInput            = source.batch_inputs
    }
    ItemProcessor = {
      ProcessorConfig = { Mode = "DISTRIBUTED", ExecutionType = local.child_type }
      StartAt         = "Classify photos of ${name}"
      States = {
        "Classify photos of ${name}" = {
          Type           = "Task"
          Resource       = "arn:${local.partition}:states:::lambda:invoke"
          Parameters     = { FunctionName = local.alias_arn, "Payload.$" = "$" }
          TimeoutSeconds = var.function.timeout + 10
          ResultSelector = { "answer.$" = "$.Payload" }
          ResultPath     = "$.result"
          Retry          = local.retry
          Next           = "Is anything left of ${name}"
        }
        # The function answers for one photo at least, or fails: this ends.
        "Is anything left of ${name}" = {
          Type    = "Choice"
          Choices = [{ Variable = "$.result.answer.left[0]", IsPresent = true, Next = "Take what is left of ${name}" }]
          Default = "Batch of ${name} is done"
        }
        "Take what is left of ${name}" = {
          Type       = "Pass"
          Parameters = { "Items.$" = "$.result.answer.left", "BatchInput.$" = "$.BatchInput" }
          Next       = "Classify photos of ${name}"
        }
        "Batch of ${name} is done" = {
          Type       = "Succeed"
          OutputPath = "$.result.answer"
        }
      }
    }
    # Which batches failed, and why; the answers themselves are written by the function.
    ResultWriter = {
      Resource   = "arn:${local.partition}:states:::s3:putObject"
      Parameters = { Bucket = var.output_bucket, "Prefix.$" = "States.Format('${var.output_prefix}runs/{}', $$.Execution.Name)" }
    }
    ResultPath = "$.run"
    End        = true
  }) }

  definition = {
    Comment = "Classifies the photos of a bucket, ${var.batch_size} a call."
    StartAt = "Know the defaults"
    States = merge(local.maps, {
      "Know the defaults" = {
        Type       = "Pass"
        Parameters = local.defaults
        ResultPath = "$.defaults"
        Next       = "Take the input"
      }
      "Take the input" = {
        Type       = "Pass"
        Parameters = { "merged.$" = "States.JsonMerge($.defaults, $$.Execution.Input, false)" }
        OutputPath = "$.merged"
        Next       = "What is to be read"
      }
      "What is to be read" = {
        Type = "Choice"
        # The first that is asked for wins.
        Choices = [for name in ["an inventory", "a list", "a prefix"] : { Variable = local.sources[name].asked_by, IsPresent = true, Next = "Photos of ${name}" }]
        Default = "Nothing to read"
      }
      "Nothing to read" = {
        Type  = "Fail"
        Error = "NothingToRead"
        Cause = "The input has to have prefix, list or manifest."
      }
    })
  }
}
