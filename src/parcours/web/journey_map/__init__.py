"""The living journey map: home of the application, with what people note and assume."""
