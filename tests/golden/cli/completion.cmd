bash -n <(gouji --completion bash)
gouji --completion bash
gouji --completion zsh | head -20
gouji --completion fish | head -20
gouji --completion tcsh
