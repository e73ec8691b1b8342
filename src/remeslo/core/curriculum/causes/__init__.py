"""The smallest set of rules, elements, resources and links that makes one week less impossible."""
