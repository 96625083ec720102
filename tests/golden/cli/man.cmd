gouji --man | head -60
