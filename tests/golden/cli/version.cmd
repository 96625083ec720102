gouji --version
gouji sweep --version
