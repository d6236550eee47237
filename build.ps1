# Runs a task of build.cake: ./build.ps1 <task> [options]; ./build.ps1 --help lists them.
$ErrorActionPreference = 'Stop'
Set-Location $PSScriptRoot

$sdk = $false
if (Get-Command dotnet -ErrorAction SilentlyContinue) {
    dotnet --version *> $null
    $sdk = $LASTEXITCODE -eq 0
}
if (-not $sdk) {
    [Console]::Error.WriteLine('Install the .NET 10 SDK (https://dotnet.microsoft.com/download/dotnet/10.0), and run ./build.ps1 again.')
    exit 1
}

$env:DOTNET_CLI_TELEMETRY_OPTOUT = '1'
$env:DOTNET_NOLOGO = '1'
dotnet tool restore --verbosity quiet *> $null
if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }

$task, $rest = $args
if (-not $task -or $task -in '-h', '--help', 'help') {
    Write-Output 'Usage: ./build.ps1 <task>'
    dotnet cake build.cake --description --verbosity=quiet
}
else {
    dotnet cake build.cake "--target=$task" --verbosity=minimal @rest
}
exit $LASTEXITCODE
